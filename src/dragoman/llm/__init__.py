"""A coder that asks a language model behind an OpenAI-compatible endpoint, and checks every answer."""
