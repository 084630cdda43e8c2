"""Words that tell nothing of what a paper is about."""

#: Words of English that carry the sentence, not its matter.
_GRAMMAR = """
a about above across after again against all almost along already also although always am among an
and another any are around as at be because been before being below between both but by can cannot
could did do does doing done down due during each either enough especially et etc even every for
from further furthermore given had has have having he hence her here him his how however i if in
indeed instead into is it its itself just kept later least less let like likely made mainly make
makes making many may me might more moreover most much must my namely need nevertheless no nor not
now of off often on once only onto or other others otherwise our ours out over overall own per
perhaps quite rather really recently same several shall she should since so some still such than
that the their theirs them then there thereby therefore these they this those though through
throughout thus to together too toward towards under unlike until up upon us use used uses using
usually various very via was we well were what when where whereas whether which while who whom
whose why will with within without would yet you your
"""
#: What nearly every abstract says of itself.
_ABSTRACT = """
according accordingly achieve achieved achieves achieving additional additionally address addressed
addresses addressing aim aims allow allows applied applying attempt available average benefit
benefits best better challenging collect collected commonly compare compared comparing comparison
compelling competitive complete comprehensive conclude conduct conducted consider considered
considering consist consistent consistently contain contains contribution contributions
corresponding crucial currently deal demonstrate demonstrated demonstrates demonstrating describe
described describes despite develop developed developing difficult directly discuss easily easy
effective effectively effectiveness efficient efficiently enable enables ensure essential establish
evaluate evaluated evaluating excellent exist existing expect explore explored exploring extensive
extensively fact fail finally find finding focus focused focuses followed following general
generally good great greatly help helps higher highly identify impact important importantly improve
improved improvement improvements improves improving include includes including increasing
increasingly indicate indicates introduce introduced introduces introducing investigate
investigated investigating issue issues key large largely largest last lead leading leads leverage
leverages leveraging limited main major mean means motivated necessary new next notably note novel
number numerous obtain obtained obtaining offer outperform outperformed outperforming outperforms
paper papers particular particularly perform performance performed performs please possible
potential potentially powerful practical present presented presents previous previously prior
problem problems promising properly propose proposed proposes proposing prove proven provide
provided provides providing publicly publish published range recent reduce rely remarkable report
reported require required requires respect respectively result resulting results reveal seen
setting settings shed show showed showing shown shows significant significantly similar simple
simply specific specifically strong studied studies study substantial substantially success
successful successfully suffer suggest suggests superior support surprisingly tackle take takes
taking total traditional typical typically understand useful variety way ways widely
work works worse year years yield yields
"""

STOP_WORDS = frozenset(f"{_GRAMMAR} {_ABSTRACT}".split())
