"""Words beside a name that tell whether it is a place, folded as the tokens are."""

from __future__ import annotations

from dragoman.actors.tokens import folded_words

LOCATIVE = folded_words(
    "in at near outside inside around across within throughout into toward towards via "
    "u kod kraj blizu iz prema preko oko izvan širom "
    "в во под возле близ около из через вокруг"
)
"""Prepositions that mostly stand before places."""

DIRECTED = folded_words(
    "from to of between through leaving visited visiting reached od do na za iznad među između на от до к с со у "
    "о об по над между"
)
"""Prepositions and verbs that stand before places, and before much else."""

OPENING = folded_words(
    "the a an this that these those in on at by for from to of and but or if as when while after before since until "
    "with without within under over near outside inside around across through about between among into like than "
    "north south east west northern southern eastern western central upper lower northeast northwest southeast "
    "southwest downtown greater inner outer rural suburban nearby neighboring neighbouring mid ex pro anti post "
    "he she it we they his her its our their i you what who where why how there here then now also even only not no "
    "is was are were has have had will would can could may should must says said "
    "u na iz od do sa s kod za po o i a ali ili da je su će se kao što kako dok kada gde gdje "
    "severni severna južni južna istočni istočna zapadni zapadna sjeverni sjeverna centralni centralna "
    "в во на из от до с со у за по о об и а но или что как когда где для при под над "
    "северный северная южный южная восточный восточная западный западная"
)
"""Words before a name that are no part of it even when they have a capital letter."""

FOLLOWING = folded_words(
    "and or in on at for to of the a is are was were has have had will would can could may should must said says "
    "city town village county province district region state oblast krai republic governorate prefecture canton "
    "airport river valley area border suburb police mayor governor "
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow "
    "i u na je su se za od "
    "и в на с о за"
)
"""Words behind a place that go on with the sentence even when a headline gives them a capital letter."""

NEVER = folded_words(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday easter christmas north south east west northern southern eastern "
    "western central north-east north-west south-east south-west northeast northwest southeast southwest centre "
    "center federal union university college church school hospital street road avenue park lake river island bay "
    "port police court council city town village county republic kingdom state province region district gulf "
    "strait cape pool horn confederation commonwealth arab union senate congress parliament government ministry "
    "president minister prime king queen god lord bible islam christian muslim jewish orthodox catholic sever jug "
    "istok zapad centar savez republika vlada skupština sabor predsednik predsjednik bog север юг восток запад "
    "союз центр республика правительство президент бог"
)
"""Words that are no place on their own, however many villages are called so."""

PLACE_TYPES = folded_words(
    "city town village province district region state oblast krai governorate prefecture canton airport suburb "
    "neighborhood neighbourhood borough municipality area county metropolitan "
    "grad gradu grada opština opštini općina općini selo selu regija okrug pokrajina oblast "
    "город городе города область области край районе район село селе посёлок деревня провинция провинции"
)
PARTICLES = folded_words("al el bin ibn ben von van der de da di аль эль бин ибн фон ван де")
"""Particles of persons' names, in lower case."""
TITLES = folded_words(
    "mr mrs ms miss dr sir lord lady prof professor judge justice sgt cpl capt col gen lt maj rev father sister "
    "saint st sheikh imam rabbi pope senator sen rep gov officer const constable detective coach "
    "gospodin gospođa gđa gdin dr prof г-н господин госпожа"
)
SPEAKING = folded_words(
    "speak speaks speaking spoke spoken fluent learn learning teach teaches teaching study studying translated"
)
LANGUAGES = folded_words(
    "language languages jezik jezika jeziku jezikom язык языка языке языком speaking speaker speakers"
)
"""Words beside an adjective that is a language."""

SPEECH = folded_words(
    "said says told added wrote explained recalled testified argued joked admitted tweeted laughed smiled "
    "rekao rekla kaže izjavio izjavila dodao dodala naveo navela poručio poručila "
    "сказал сказала говорит заявил заявила добавил добавила отметил отметила"
)
"""Verbs of persons and, behind a capital, of governments."""

GOVERNING = SPEECH | folded_words(
    "accuses accused denies denied rejects rejected warns warned urges urged demands demanded insists insisted "
    "backs backed supports supported opposes opposed claims claimed recognizes recognized wants sees considers "
    "announces announced condemned condemns imposed imposes agreed agrees refuses refused believes hopes hoped "
    "expelled recalled summoned threatened threatens signed signs maintains has had will would must should could "
    "optužuje optužio odbacuje odbacio traži tražio podržava smatra želi najavio saopštio poručuje upozorava "
    "tvrdi insistira odbija osudio osuđuje mora treba može hoće neće "
    "обвиняет обвинила обвинил отвергает считает требует поддерживает хочет намерена намерен предупреждает "
    "предупредила потребовала ответила ответил надеется не"
)

HEADS_OF_BODIES = folded_words(
    "university bank museum church college school ministry bishop archbishop duke duchess prince princess earl "
    "institute academy society association federation bureau voice radio order battle treaty peace congress "
    "patriarch diocese archdiocese monastery port daughters sons republicans democrats "
    "univerzitet sveučilište banka muzej muzej crkva ministarstvo institut akademija "
    "университет банк музей церковь министерство институт академия"
)
"""Capitalised words whose ``of`` makes a name of what follows: ``Bank of Cyprus``, ``Battle of Kosovo``."""

NAMES_OF_BODIES = folded_words(
    "university college school academy institute bank times post tribune herald gazette journal star sun news "
    "mail express daily airlines airways railway railways united fc athletic club party league cup games olympics "
    "open marathon grand prix festival orchestra symphony ballet museum gallery hospital clinic church cathedral "
    "hotel stadium arena theatre theater library court foundation council commission committee agency association "
    "society union federation corporation corp inc ltd company group holdings motors energy hydro media press tv "
    "radio police department ministry service services agreement accord accords treaty protocol declaration "
    "convention conference summit process pact memorandum street road avenue boulevard lane drive highway bridge "
    "square plaza mall station terminal wall pride act dispatch chronicle observer examiner inquirer globe "
    "democrat republican review magazine"
)
"""Words that make a name of another kind of the place before them: ``Washington Post``, ``Paris Agreement``."""
