"""Which names of schemes in a clause stand for a certificate, and how: said of somebody, or beside a noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from acopio.reading.certification_bare import BareLinks
from acopio.reading.certification_names import family
from acopio.reading.certification_rows import SchemeRows
from acopio.reading.certification_tokens import ADJECTIVES, JOINTS, CertificateTokens, Link
from acopio.reading.clauses import Clause
from acopio.reading.lexicon import Mention

_CHAIN: Final = 12  # tokens between a scheme and the word of certifying
_AGENCIES: Final = 7
_MOST: Final = 60  # schemes in one clause; more are no statement, and would take long
_SHORT: Final = 3  # tokens of "its own coffee" in "has certified its own coffee organic"


class LinkFinder:
    """Finds the certificates named in the clauses of one text."""

    def __init__(self, at: CertificateTokens) -> None:
        """Keep the indexed tokens, and index the names of organisations and of the premium."""
        context = at.context
        self._context, self._language = context, context.language
        self._tokens, self._norms = context.tokens, context.norms
        self._words = context.language.certification
        self._names, self._at = at.names, at
        self._bare, self._rows = BareLinks(at), SchemeRows(at)
        self._premium = {i for m in context.words("premium") for i in range(m.first, m.last + 1)}
        spans = [*context.naming.mentions, *(span for span in context.others if span[1] > span[0])]
        own = {last for _, last in context.naming.mentions}
        products = {m.last for kind in ("product", "country") for m in context.words(kind)}
        self._long_names = {run.last for run in context.capital_runs if run.last > run.first} - own - products
        self._others = {last for _, last in context.others}
        kinds = ("unit", "generic", "organization-type")
        self._bearers = {m.first for kind in kinds for m in context.words(kind)}
        self._being = context.language.foundings["passive"]
        self._named = {i for first, last in spans for i in range(first, last + 1)}

    def schemes(self, span: Clause) -> list[Mention]:
        """Return the schemes named in a clause, outside of other names and of "Fairtrade premium"."""
        found = self._names.within(span)
        return [m for m in found if not self._elsewhere(m) and not self._replaced(m)]

    def describes(self, scheme: Mention) -> bool:
        """True for a scheme's name before a noun: "organic coffee"."""
        return self._at.modifies(self._at.following(scheme.last))

    def _elsewhere(self, scheme: Mention) -> bool:
        if scheme.first in self._premium:
            return True
        weak = family(scheme.value) in ("fair-trade", "organic")
        return weak and scheme.first in self._named and scheme.first == scheme.last

    def find(self, clause: Clause, certified: Sequence[Mention]) -> list[Link]:
        """Return the links of a clause in order; `certified` are the words of certifying in it."""
        found: list[Link] = []
        schemes = self.schemes(clause)
        if schemes and self._defined(schemes[0], clause):
            return []
        if max(len(schemes), len(certified)) > _MOST:
            return []
        for scheme in schemes:
            link = self._by_word(scheme, certified, clause) or self._bare.by_verb(scheme, clause)
            if link is not None:
                found.append(link)
        listed = self._rows.after_noun(clause) or self._rows.after_own_name(clause) or self._rows.then(clause)
        for scheme in schemes:
            if any(link.scheme == scheme for link in found):
                continue
            if listed and not self._at.modifies(self._at.following(scheme.last)):
                found.append(Link(scheme, scheme.first, scheme.last, "predicate"))
            elif (
                link := self._bare.beside(scheme, clause, found)
                or self._rows.row(scheme, found)
                or self._rows.counted(scheme, found)
            ):
                found.append(link)
        found = found or self._rows.predicated_row(schemes, clause)
        if not found and (link := self._just(certified, schemes, clause)):
            found.append(link)
        found = [link for link in found if not self._of_another(link)]
        found.sort(key=lambda link: link.scheme.first)
        return self._without_agents(found)

    def _defined(self, scheme: Mention, clause: Clause) -> bool:
        """True for "Fairtrade is a certification system that …"."""
        if self._explained(scheme, clause):
            return True
        after = self._norms[scheme.last + 1 : scheme.last + 3]
        copula = len(after) == 2 and after[0] in self._language.membership["copulas"]
        return scheme.first == clause.first and copula and after[1] in self._language.indefinite

    def _explained(self, scheme: Mention, clause: Clause) -> bool:
        """True for "Fairtrade certification means that": no date, and nobody of ours."""
        if scheme.first - clause.first > 1:
            return False
        verb = next(
            (
                i
                for i in range(scheme.last + 1, min(scheme.last + _SHORT + 1, clause.last + 1))
                if self._norms[i] in self._words["explained"]
            ),
            None,
        )
        if verb is None or self._context.within(self._context.dates, clause):
            return False
        nouns = self._at.certifying | self._at.tail | self._at.standing
        if not all(i in nouns for i in range(scheme.last + 1, verb)):
            return False
        return not any(self._context.is_self(i) for i in range(verb, clause.last + 1))

    def _just(self, certified: Sequence[Mention], schemes: Sequence[Mention], clause: Clause) -> Link | None:
        """The certificate of "sold its first Fairtrade sugar in 2004, right after being certified"."""
        if len({family(m.value) for m in schemes}) != 1:
            return None
        for word in certified:
            before = range(max(clause.first, word.first - _SHORT), word.first)
            passive = word.value == "adjective" and self._norms[word.first - 1] in self._being
            after = any(
                self._norms[i] in self._language.foundings["after"]
                and (self._language.date_cues.at(self._norms, i) or ("", 0))[0] != "before"
                for i in before
            )
            if passive and after and schemes[-1].last < word.first and not self._at.modifies(word.last + 1):
                return Link(schemes[-1], word.first, word.last, "predicate")
        return None

    def _of_another(self, link: Link) -> bool:
        """True for "the union UCOR, organic since 1998", "Green Planet Fruits (organic since 1991)"."""
        mark = link.first - 1
        if link.role == "noun" or mark < 1 or self._tokens[mark].text not in (",", "("):
            return False
        named = self._tokens[mark].text == "(" and mark - 1 in self._long_names
        return named or mark - 1 in self._others

    def _replaced(self, scheme: Mention) -> bool:
        """True for the certificate that another "took over from", or "replaced"."""
        before = self._norms[max(0, scheme.first - 3) : scheme.first]
        return any(norm in self._words["replacing"] for norm in before)

    def _by_word(self, scheme: Mention, certified: Sequence[Mention], clause: Clause) -> Link | None:
        for word in certified:
            if word.first <= scheme.last and word.last >= scheme.first:
                return self._link(scheme, scheme.first, max(scheme.last, word.last), word)
        near = sorted(certified, key=lambda word: abs(word.first - scheme.first))
        for word in near[:3]:
            before = word.first > scheme.last and self._chained(scheme.last + 1, word.first)
            if before and not self._added(scheme.last + 1, word.first):
                return self._link(scheme, scheme.first, word.last, word)
            if word.last < scheme.first and self._of_goods(word, scheme):
                continue
            named = self._chained(word.last + 1, scheme.first, agents=True) or self._called(word, scheme)
            if word.last < scheme.first and named:
                return self._link(scheme, word.first, scheme.last, word)
        if link := self._certifies(scheme, certified):
            return link
        if scheme.value not in ADJECTIVES and family(scheme.value) != "fair-trade":
            granted = [w for w in certified if w.value != "adjective" and 0 < w.first - scheme.last <= _CHAIN]
            if granted and self._granting(scheme, granted[0]):
                return Link(scheme, scheme.first, granted[0].last, "predicate")
        return None

    def _of_goods(self, word: Mention, scheme: Mention) -> bool:
        """True for "GOTS certification for its organic cotton": the second name describes the goods."""
        named = word.value == "noun" and word.first - 1 in self._at.schemes
        goods = self._at.following(scheme.last)
        leads = self._norms[word.last + 1] in self._words["towards"]
        return (
            named
            and leads
            and (goods in self._at.goods or self.describes(scheme))
            and scheme.value in ADJECTIVES
        )

    def _certifies(self, scheme: Mention, certified: Sequence[Mention]) -> Link | None:
        """ "FLO-CERT has certified the group": the scheme as the subject."""
        carriers = self._language.foundings["carriers"]
        for word in certified:
            between = range(self._at.following(scheme.last), word.first)
            verb = word.value == "adjective" and word.first > scheme.last
            lead = self._norms[word.first - 1]
            told = lead in carriers or lead in self._language.relative_words
            taken = (
                lead in self._words["clitics"] and word.last + 1 in self._at.certifiers
            )  # "lo certifica IMO"
            if verb and 0 < len(between) <= 2 and (told or taken):
                return Link(scheme, scheme.first, word.last, "predicate")
        return None

    def _called(self, word: Mention, scheme: Mention) -> bool:
        """True for "Ecocert has certified the rice as organic"."""
        between = range(word.last + 1, scheme.first)
        if not 1 < len(between) <= _AGENCIES or word.value != "adjective":
            return False
        bare = scheme.value in ADJECTIVES and not self._at.modifies(self._at.following(scheme.last))
        called = self._norms[scheme.first - 1] in self._words["calling"]
        if not called and not (bare and len(between) <= _SHORT):
            return False
        return not any(
            self._language.is_finite(self._norms[i]) or self._tokens[i].kind == "break" for i in between
        )

    def _granting(self, scheme: Mention, word: Mention) -> bool:
        """True for "Veriflora has granted it its certificate": the scheme gives it."""
        return any(i in self._at.gains for i in range(scheme.last + 1, word.first))

    def _added(self, start: int, stop: int) -> bool:
        """True for "added UTZ to the Fairtrade certificate": the noun is the other's."""
        return any(
            self._norms[i] in self._language.infinitive and self._norms[i + 1] in self._language.articles
            for i in range(start, stop - 1)
        )

    def _chained(self, start: int, stop: int, *, agents: bool = False) -> bool:
        """True where only joining words, other schemes and dates stand between."""
        if stop - start > _CHAIN:
            return False
        free = 0
        closed = start
        for index in range(start, stop):
            if index < closed:
                continue
            if (close := self._names.closed(index)) > index:
                closed = close + 1  # "organic (BCS), Fairtrade (FLOCERT) and Bird Friendly"
                continue
            token, norm = self._tokens[index], self._norms[index]
            if token.kind == "break":
                return False
            if free > 0 and norm in self._language.foundings["passive"]:
                return False  # "certified by FLO in 1999, it is one of the oldest Fairtrade producers"
            if agents and norm in self._words["agents"]:
                free = _AGENCIES
            joins = (
                norm in self._words["linkers"]
                or token.text[0] in JOINTS
                or index in self._at.schemes
                or index in self._at.dated
                or norm in self._language.articles
            )
            if not joins:
                free -= 1
                if free < 0 or self._language.is_finite(norm):
                    return False
        return True

    def _link(self, scheme: Mention, first: int, last: int, word: Mention) -> Link | None:
        following = self._at.following(last)
        if following in self._at.standing and word.value == "adjective" and word.last >= scheme.first:
            return Link(scheme, first, following, "noun")
        if following in self._at.tail and not (word.value == "adjective" and word.last < scheme.first):
            return None
        of_words = self._language.membership["of_words"]
        noun = word.value != "adjective" or self._norms[word.last + 1 : word.last + 2] in [
            [w] for w in of_words
        ]
        if noun:
            return Link(scheme, first, last, "noun")
        if word.last < scheme.first and any(
            self._norms[i] in self._words["towards"] for i in range(word.last + 1, scheme.first)
        ):
            has = self._norms[max(0, word.first - 1)] in self._language.foundings["carriers"]
            said = has or self._verb_before(word.first) or self._tokens[max(0, word.first - 1)].kind != "word"
            said = said or self._verbal(word)  # "se certificó en Comercio Justo"
            said = said or self._achieved(word)
            return Link(scheme, first, last, "predicate" if said else "attribute")
        said = self._verbal(word) or self._achieved(word) or self._predicated(first, last)
        return Link(scheme, first, last, "predicate" if said else "attribute")

    def _verbal(self, word: Mention) -> bool:
        """True for a sign that is a finite verb: "certifica", "se certificó"."""
        norms = self._norms[word.first : word.last + 1]
        return any("-" not in norm and self._language.is_finite(norm) for norm in norms)

    def _achieved(self, word: Mention) -> bool:
        """True for the infinitive of "logró certificarse bajo los estándares de Fairtrade"."""
        before = self._norms[max(0, word.first - 1)]
        managed = before in self._words["able"] and self._language.is_finite(before)
        return managed and self._norms[word.first] in self._words["infinitives"]

    def _predicated(self, first: int, last: int) -> bool:
        """True for "was certified organic", "certified since 2004"; not for "certified organic coffee"."""
        following = self._at.following(last)
        if last in self._at.certifying and last > first and self._at.counts(following):
            return True  # "Rainforest Alliance certified 11 of its societies"
        if not self._at.modifies(following):
            opens = first == 0 or self._tokens[first - 1].kind in ("mark", "break")
            if opens or first - 1 in self._at.dated or self._verb_before(first):
                return True
            if self._coordinated(first):
                return True
            norm = self._norms[following] if following < len(self._norms) else ""
            if following in self._at.dated:
                return True
            return (
                norm in self._words["agents"]
                or self._language.date_cues.at(self._norms, following) is not None
            )
        begin = first
        while begin and self._norms[begin - 1] in self._language.articles:
            begin -= 1
        if begin and begin - 1 in self._at.gains and following in self._bearers:
            return True  # "became a Regenerative Organic Certified farm"
        opens = begin == 0 or self._tokens[begin - 1].kind in ("mark", "break")
        return self._since_after(following) and (opens or self._verb_before(first))

    def _coordinated(self, first: int) -> bool:
        """True for the second participle of "was founded in 1998 and certified the same year"."""
        if not first or self._language.coordinators.at(self._norms, first - 1) is None:
            return False
        for index in range(first - 2, max(-1, first - _CHAIN), -1):
            if self._norms[index] in self._language.foundings["passive"]:
                return True
            if self._tokens[index].kind in ("mark", "break"):
                return False
        return False

    def _since_after(self, index: int) -> bool:
        """True for "a Fair Trade Certified producer since 2000", at the noun."""
        for position in range(index + 1, min(index + 4, len(self._norms))):
            cue = self._language.date_cues.at(self._norms, position)
            if cue is not None and cue[0] == "since":
                return cue[1] in self._at.dated
            if self._tokens[position].kind != "word":
                return False
        return False

    def _verb_before(self, first: int) -> bool:
        passive, carriers = self._language.foundings["passive"], self._language.foundings["carriers"]
        had = False
        for index in range(first - 1, max(-1, first - 5), -1):
            norm = self._norms[index]
            if norm in passive or index in self._at.gains or (had and norm in carriers):
                return True
            if self._context.is_self(index) and index == first - 1:
                had = True  # "had the farm certified"
                continue
            skipped = norm in self._words["linkers"] or norm in self._language.foundings["adverbs"]
            skipped = skipped or norm in self._language.articles or self._tokens[index].text[0] in JOINTS
            if not (
                skipped
                or norm.endswith(self._language.adverb_endings)
                or norm in self._words["states"]
                or index in self._at.schemes
            ):
                return False
        return False

    def _second(self, link: Link, other: Link) -> bool:
        """True for Naturland in "certified by FLO in 2006 and by Naturland in 2008": a certificate of its own."""
        first = any(i in self._at.dated for i in range(link.scheme.last + 1, other.scheme.first))
        own = family(link.scheme.value) != family(other.scheme.value)
        return first and own and self._at.dated_at(other.scheme.last + 1)

    def _without_agents(self, links: list[Link]) -> list[Link]:
        """Leave out the certifier in "certified organic by Naturland", and second names of one scheme."""
        kept: list[Link] = []
        for link in links:
            agent = link.scheme.first - 1
            by = agent >= 0 and self._norms[agent] in self._words["from"] and not self._at.that_of(agent)
            if kept and by and link.scheme.first in self._at.certifiers and not self._second(kept[-1], link):
                continue
            same = kept and family(kept[-1].scheme.value) == family(link.scheme.value)
            if same and not any(kept[-1].scheme.last < i < link.scheme.first for i in self._at.dated):
                continue
            kept.append(link)
        return kept
