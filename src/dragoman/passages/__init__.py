"""A document's text in passages of about a paragraph, with offsets."""
