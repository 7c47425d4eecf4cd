"""Who may see and do what in the ledger (docs/access.md).

What is in the ledger is public. What waits at the desk - submissions, sealed files, contacts - is seen by those
it concerns: the debtor's and the creditor's people, who brought it, who verifies or runs the programme there.
"""

from django.db.models import Q, QuerySet

from corridor.base.actors import Acting, Actor, Role
from corridor.ledger.models import Attachment, Commitment, Contest, Evidence, Obstacle, Submission
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.zones.models import Zone

BRINGING = (Role.CONTRIBUTOR, Role.OFFICER, Role.OWNER)
RUNNING = (Role.OFFICER, Role.OWNER)
CONTESTING = (Role.CONTRIBUTOR, Role.VERIFIER, Role.OFFICER, Role.OWNER)
EVERYTHING = (Role.VERIFIER, Role.OFFICER, Role.OWNER)


def all_commitments_seen(by: Actor) -> QuerySet[Commitment]:
    """The commitments of all programmes that somebody may see."""
    return Commitment.objects.all()


def commitments_seen(by: Actor, programme: Programme) -> QuerySet[Commitment]:
    """The commitments of a programme that somebody may see."""
    return all_commitments_seen(by).filter(programme=programme)


def all_obstacles_seen(by: Actor) -> QuerySet[Obstacle]:
    """The obstacles of all programmes that somebody may see."""
    return Obstacle.objects.all()


def obstacles_seen(by: Actor, programme: Programme) -> QuerySet[Obstacle]:
    """The obstacles of a programme that somebody may see."""
    return all_obstacles_seen(by).filter(programme=programme)


def submissions_seen(by: Actor, programme: Programme) -> QuerySet[Submission]:
    """The submissions of a programme that somebody may see, whatever became of them."""
    rows = Submission.objects.filter(commitment__programme=programme)
    if by.is_operator:
        return rows
    allowed = Q(pk__in=())
    for each in by.memberships:
        if each.programme != programme.code:
            continue
        allowed |= Q(debtor__code=each.party) | Q(brought_for__code=each.party)
        allowed |= Q(commitment__creditor__code=each.party)
        if each.role in EVERYTHING:
            allowed |= _at_its_place(each, "commitment__")
    return rows.filter(allowed)


def attachments_seen(by: Actor, programme: Programme) -> QuerySet[Attachment]:
    """Files somebody may open: open ones of accepted submissions, and all of those they may see."""
    public = Q(is_sealed=False, submission__decision="accepted", submission__commitment__programme=programme)
    return Attachment.objects.filter(public | Q(submission__in=submissions_seen(by, programme)))


def may_run(by: Actor, programme: Programme, zone: Zone | None) -> Acting | None:
    """Officers and owners run a programme where their membership reaches."""
    return _there(by, programme.code, zone, *RUNNING)


def may_make(by: Actor, programme: Programme, zone: Zone | None) -> Acting | None:
    """Who runs the programme there writes down what was promised."""
    return may_run(by, programme, zone)


def may_change(by: Actor, commitment: Commitment) -> Acting | None:
    """Who runs the programme there corrects a commitment, moves its date, ends it, says whom to write to."""
    return may_run(by, commitment.programme, commitment.zone)


def may_bring(by: Actor, commitment: Commitment) -> Acting | None:
    """Contributors, officers and owners bring evidence of what their party owes or is owed, wherever that is.

    Of anything else at the places that their membership reaches.
    """
    programme, zone = commitment.programme.code, commitment.zone
    for party in (commitment.debtor, commitment.creditor):
        if party and by.party in ("", party.code):
            found = by.for_party(party.code).acting(programme, *BRINGING, place=False)
            if found:
                return found
    return _there(by, programme, zone, *BRINGING)


def may_decide(by: Actor, submission: Submission) -> Acting | None:
    """Verifiers decide at the places they reach, never on what they or their party brought or owe.

    Whoever belongs to the debtor in any role is its people, and so is who belongs to a part of it or its head.
    """
    if why_not_decide(by, submission):
        return None
    commitment = submission.commitment
    return _there(by, commitment.programme.code, commitment.zone, Role.VERIFIER)


def why_not_decide(by: Actor, submission: Submission) -> str:
    """Why somebody does not decide on a submission, in one word; nothing where they may."""
    commitment = submission.commitment
    programme, zone = commitment.programme.code, commitment.zone
    mine = set(by.parties(programme))
    if by.person is None or not by.acting(programme, Role.VERIFIER, place=False):
        return "no-verifier"
    if by.person == submission.brought_by_id:
        return "brought"
    # Whoever made an address held it first, and could have answered by it themselves.
    if submission.link and by.person == submission.link.made_by_id:
        return "asked"
    if mine & _people_of(submission):
        return "party" if submission.brought_for.code in mine else "debtor"
    return "" if _there(by, programme, zone, Role.VERIFIER) else "elsewhere"


def submissions_to_decide(by: Actor, programme: Programme) -> QuerySet[Submission]:
    """What waits for somebody's decision: in the database what `may_decide` says of one."""
    mine = by.parties(programme.code)
    reached = Q(pk__in=())
    for each in by.memberships:
        if each.programme == programme.code and each.role is Role.VERIFIER and by.party in ("", each.party):
            reached |= _at_its_place(each, "commitment__")
    rows = Submission.objects.filter(reached, commitment__programme=programme, decision="")
    rows = (
        rows.exclude(brought_by=by.person)
        .exclude(link__made_by=by.person)
        .exclude(brought_for__code__in=mine)
        .exclude(debtor__code__in=mine)
    )
    heads = Party.objects.filter(programme=programme, code__in=mine, parent__isnull=False).values("parent")
    return rows.exclude(debtor__parent__code__in=mine).exclude(debtor__in=heads)


def _people_of(submission: Submission) -> set[str]:
    """The parties whose people do not decide: who brought it, the debtor, its head and its parts."""
    debtor = submission.debtor
    # Not by values_list: a list of submissions has them read for all its rows at once.
    parts = {each.code for each in debtor.children.all()}
    head = {debtor.parent.code} if debtor.parent else set()
    return parts | head | {debtor.code, submission.brought_for.code}


def may_take_back(by: Actor, submission: Submission) -> bool:
    """Who brought something takes it back while nobody has decided."""
    return by.person is not None and by.person == submission.brought_by_id


def may_contest(by: Actor, commitment: Commitment) -> Acting | None:
    """Any party of the programme may say that an entry is wrong; those who only read for it may not."""
    return by.acting(commitment.programme.code, *CONTESTING, place=False)


def may_answer(by: Actor, contest: Contest) -> Acting | None:
    """Who runs the programme there answers, but not for the party that contested."""
    acting = may_change(by, contest.commitment)
    return None if acting and acting.party == contest.party.code else acting


def may_take_contest_back(by: Actor, contest: Contest) -> Acting | None:
    """The party that contested takes it back."""
    return by.for_party(contest.party.code).acting(contest.commitment.programme.code, *CONTESTING, place=False)


def may_open_obstacle(by: Actor, programme: Programme, zone: Zone | None) -> Acting | None:
    """Who runs the programme there, and contributors at a place they reach, say what stands in the way."""
    return _there(by, programme.code, zone, *BRINGING)


def may_step(by: Actor, obstacle: Obstacle) -> Acting | None:
    """Who runs the programme there assigns, escalates, closes and reopens an obstacle."""
    return may_run(by, obstacle.programme, obstacle.zone)


def may_see_contact(by: Actor, commitment: Commitment) -> bool:
    """Who runs the programme there, and the debtor's own people."""
    return bool(may_change(by, commitment)) or commitment.debtor.code in by.parties(commitment.programme.code)


def evidence_seen(by: Actor, programme: Programme) -> QuerySet[Evidence]:
    """The evidence of a programme that somebody may see."""
    return Evidence.objects.filter(commitment__programme=programme)


def _there(by: Actor, programme: str, zone: Zone | None, *roles: Role) -> Acting | None:
    return by.acting(programme, *roles, zone=zone.code if zone else "", province=zone.province if zone else "")


def _at_its_place(acting: Acting, way: str) -> Q:
    if acting.zone:
        return Q(**{f"{way}zone__code": acting.zone})
    if acting.province:
        return Q(**{f"{way}zone__province": acting.province})
    return Q(**{f"{way}pk__gt": 0})
