"""First names and their gender: those of the register's persons, and common ones of the region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from dragoman.actors.names import name_stem
from dragoman.actors.tokens import fold_word

_SHORTEST = 3
_MEN = """
Adam Adnan Agim Ahmed Albin Aleks Aleksandar Aleksandr Aleksei Alexander Alexandru Ali Alija Alojz Andrej Andrew
Andrija Anthony Ante Anton Antun Arben Arsen Artem Atanas Bajram Bakir Behgjet Benjamin Besnik Blerim Bogdan Bojan
Boris Borislav Boško Božidar Božo Branimir Branislav Branko Brian Charles Christian Christopher Cvetan Dalibor Damir
Damjan Dan Daniel Danilo Darko David Davor Davorin Dejan Denis Dimitar Dimitrije Dimitris Dino Dmitry Dobrica Dominik
Domagoj Donald Dragan Dragomir Dragoslav Dragutin Dražen Duško Dušan Đorđe Đuro Edin Edward Elvir Emir Emmanuel Enes
Enver Eric Ermin Fadil Faruk Fatmir Fatos Filip Fikret Francesco Frank Franjo François Friedrich Gavrilo George Georgi
Georgios Gennady Giorgi Giovanni Goran Gordan Gregor Grigory Hajrudin Hans Haris Hasan Heinrich Henry Hristo Hrvoje
Husein Ibrahim Igor Ilham Ilija Ilir Ion Ioan Irfan Ismet István Ivan Ivica Ivo Jack Jadranko Jakov James Jan Janez
Janko János Jarosław Jean Jerzy John Josip Jovan József Jože Juan Jure Jürgen Karl Karlo Kemal Kenan Kiril Konstantin
Kosta Kostas Krešimir Krzysztof Lars László Lazar Leonid Levan Ljubiša Ljubo Ljubomir Louis Luka Maksim Marc Marcel
Marcin Marin Marinko Mario Marjan Mark Marko Markus Martin Mate Matej Mateja Matteo Mehmed Mehmet Michael Michal
Michel Mihail Mikhail Mihailo Miklós Mile Milan Milenko Milivoje Miljenko Milo Milomir Milorad Miloš Milovan Milutin
Miodrag Mircea Mirko Miro Miroslav Mirza Mladen Momir Momčilo Muhamed Muharem Murat Mustafa Nebojša Nedžad Nenad Neven
Nick Nicolae Nihad Nikita Nikola Nikolaj Nikolai Nikos Niko Novak Ognjen Oleg Oleksandr Oliver Omer Osman Ostoja Otto
Panagiotis Paolo Patrick Paul Pavel Pavle Pedro Pero Petar Peter Petr Petro Petros Philip Pierre Plamen Predrag Radan
Radenko Radmilo Rade Radomir Radoslav Radovan Radoš Rajko Ramiz Ramush Ranko Rasim Ratko Recep Richard Rifat Robert
Rodoljub Roman Ronald Roberto Rumen Rustam Ruslan Safet Salih Samir Sanjin Saša Sava Sead Sefer Selim Semir Senad
Sergei Sergej Sergey Siniša Slavko Sławomir Slobodan Spiros Srđan Stanislav Stanko Stefan Stephen Stevan Steven Stipe
Stjepan Stojan Sulejman Sven Taras Theodor Thomas Tihomir Tim Timur Todor Toma Tomaš Tomasz Tomáš Tomislav Toni Traian
Tsvetan Vahtang Valentin Valery Vasil Vasile Vasilije Vaso Velimir Veljko Venko Veselin Viktor Vinko Vitaly Vjekoslav
Vlada Vladan Vladimir Vladislav Vlado Vladyslav Vlastimir Vojin Vojislav Volodymyr Vuk Vukašin Walter William Witold
Yuri Yusuf Zaza Zdravko Zeljko Željko Zlatko Zoltán Zoran Zurab Zvonimir Zvonko Žarko Živko Александр Алексей Анатолий
Андрей Антон Аркадий Артём Артур Борис Вадим Валентин Валерий Василий Виктор Виталий Владимир Владислав Всеволод
Вячеслав Геннадий Георгий Герман Глеб Григорий Давид Даниил Денис Дмитрий Евгений Егор Иван Игорь Илья Иосиф Кирилл
Константин Леонид Максим Марат Марк Матвей Михаил Никита Николай Олег Павел Пётр Рамзан Ринат Роман Рустам Руслан
Семён Сергей Станислав Степан Тарас Тимофей Тимур Фёдор Филипп Эдуард Юрий Яков Ярослав Александар Драган Душан Деян
Горан Джордж Джон Джеймс Дэвид Джозеф Жан Ганс Зоран Иво Йован Марко Милан Милош Мирослав Младен Милорад Небойша Ненад
Предраг Томас Уильям Франк Хосе Эмманюэль Роберт Ричард
"""
_WOMEN = """
Adela Aida Ajla Aleksandra Alena Alma Amela Amra Ana Anamarija Anastasia Andrea Andreja Anđela Angela Anica Anita Anja
Anna Anne Annalena Ankica Antonija Azra Barbara Biljana Bisera Biserka Blanka Blerta Bojana Branislava Branka Caroline
Catherine Christine Daliborka Dana Danica Danijela Darija Daria Darinka Desanka Diana Dijana Dina Doris Dragana
Dragica Draginja Dubravka Dunja Edita Ekaterina Elena Elizabeth Elma Elmedina Elvira Emina Emma Emily Ema Emine Eva
Evgenia Fatima Federica Gabriela Gordana Hana Hanna Helena Ines Irena Irina Iva Ivana Ivanka Iveta Jadranka Jana Jane
Jasmina Jasna Jelena Jelka Jennifer Jessica Josipa Jovana Julia Julija Julie Jutta Kaja Karmen Karolina Kata Katarina
Kate Kateryna Katica Kolinda Kristina Ksenija Lana Larisa Laura Lejla Lidija Ljerka Ljiljana Ljubica Lucija Ludmila
Magdalena Maia Maja Marija Maria Marie Mariana Marijana Marina Marta Martina Mary Mathilde Meliha Melissa Mila Milena
Milica Milka Mina Mira Mirela Mirjana Mirsada Mojca Monika Nada Nadežda Nadica Nancy Nataša Natalia Natalija Nataliya
Neda Nermina Nevena Nevenka Nina Nora Oksana Olena Olga Olivera Paula Petra Radmila Radojka Rada Ranka Renata Roberta
Rosa Ružica Sabina Samra Sandra Sanja Sanda Sara Sarah Selma Senka Silva Simona Slađana Slavica Slavka Snežana
Snježana Sofia Sofija Sonja Stana Stanka Stefanija Susan Suzana Svetlana Tamara Tanja Tatjana Tatiana Tea Tena Teodora
Tijana Ursula Valentina Vanja Vera Verica Vesna Victoria Viktorija Viola Violeta Višnja Vjosa Yulia Zdenka Zorana
Zorica Zorka Zrinka Željka Živana Александра Алёна Алина Алла Анастасия Ангела Анна Валентина Валерия Вера Виктория
Галина Дарья Диана Евгения Екатерина Елена Елизавета Жанна Зоя Инна Ирина Карина Кристина Ксения Лариса Лидия Людмила
Мария Марина Надежда Наталия Наталья Нина Оксана Ольга Полина Раиса Светлана София Софья Тамара Татьяна Юлия Яна Ана
Йована Милица Елизабет Урсула Анналена Колинда Майя
"""


class Named(Protocol):
    """A person of the register, or another actor, who has no gender."""

    @property
    def gender(self) -> str | None:
        """``m``, ``f`` or none."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Names by language and script, the usual one first."""


def read_first_names(actors: Iterable[Named]) -> Mapping[str, str]:
    """First names by folded key and by stem, with ``m``, ``f``, or nothing where both bear it."""
    found: dict[str, str] = {}
    for names, gender in ((_MEN, "m"), (_WOMEN, "f")):
        for name in names.split():
            _add(found, name, gender)
    for actor in actors:
        if actor.gender:
            for language, known in actor.names.items():
                first, _, rest = known[0].partition(" ")
                if language != "sr-Cyrl" and rest and len(first) >= _SHORTEST and first[1:].islower():
                    _add(found, first, actor.gender)
    return MappingProxyType(found)


def _add(found: dict[str, str], name: str, gender: str) -> None:
    key = fold_word(name)
    for each in {key, f"~{name_stem(key)}"}:
        found[each] = gender if found.get(each, gender) == gender else ""


def first_name_gender(names: Mapping[str, str], key: str, *, inflected: bool) -> str | None:
    """The gender of a first name, empty if unsure; None if the word is no first name."""
    found = names.get(key)
    if found is None and inflected:
        found = names.get(f"~{name_stem(key)}")
    return found
