"""What is done to one item in a tile of scenarios: loops for the compiler, or the same sums in numpy.

A row is one item in the scenarios of a tile, contiguous: (scenarios,). Days stand as ticks: int32, 4,096 to the
day, so that finishes add and compare exactly. Losses are integers too: their sums are the same in every order.
"""

from typing import Any

import numpy as np

from corridor.engine.compiled import COMPILED, compiled
from corridor.engine.draws import GROUP, PAIRS, draw, f4, i4, normal_score, power_of_two, turn, u4

TICKS = 4096
TICK_BITS = 12
FAR = 2**30
# 2^27.2 ticks are 100 years: longer work is cut there.
LONGEST_LOG2 = 27.15
i8 = np.int64


@compiled
def fill_loop(row: Any, value: Any) -> None:
    for t in range(row.shape[0]):
        row[t] = value


def fill_numpy(row: Any, value: Any) -> None:
    """Put one value into all of a row."""
    row[:] = value


@compiled
def begin_loop(start: Any, bound: Any, release: Any, finish: Any, lag: Any) -> None:
    for t in range(start.shape[0]):
        after = i4(finish[t] + lag)
        later = after > release
        start[t] = after if later else release
        bound[t] = np.uint16(later)


def begin_numpy(start: Any, bound: Any, release: Any, finish: Any, lag: Any) -> None:
    """Start on the release or after the first predecessor, whichever is later; as `wait` after `fill`."""
    after = finish + lag
    np.maximum(after, release, out=start)
    bound[:] = after > release


@compiled
def wait_loop(start: Any, bound: Any, finish: Any, lag: Any, code: Any) -> None:
    for t in range(start.shape[0]):
        after = i4(finish[t] + lag)
        later = after > start[t]
        start[t] = after if later else start[t]
        bound[t] = code if later else bound[t]


def wait_numpy(start: Any, bound: Any, finish: Any, lag: Any, code: Any) -> None:
    """Start after a predecessor's finish and a lag, and remember who binds.

    start : (scenarios,) ticks, raised in place; bound : (scenarios,) uint16, 0 for the item's own release
    finish : (scenarios,) ticks of the predecessor; the first of two that tie binds
    """
    after = finish + lag
    np.copyto(bound, code, where=after > start)
    np.maximum(start, after, out=start)


@compiled
def score_loop(out: Any, twice: Any, scenario: Any, draws: Any, slice_bits: Any) -> None:
    first, second, third = draws[0], draws[1], draws[2]
    groups = out.shape[0] // GROUP
    # Not PAIRS: a length that the compiler knows would be unrolled, not done sixteen at a time.
    pairs = out.shape[0] // groups // 2
    for group in range(groups):
        number = u4(u4(scenario >> u4(1)) + u4(group * PAIRS))
        low = group * GROUP
        here, one, two = out[low : low + pairs], twice[low : low + pairs], twice[low + pairs : low + 2 * pairs]
        for t in range(pairs):
            score = normal_score(draw(u4(number + u4(t)), first, second, third, slice_bits))
            here[t] = score
            one[t] = score
            two[t] = score
    for group in range(groups):
        low = group * GROUP
        turned = low + i8(turn(u4(u4(scenario >> u4(6)) + u4(group)), first, third))
        mirrored, of = out[low + pairs : low + 2 * pairs], twice[turned : turned + pairs]
        for t in range(pairs):
            mirrored[t] = -of[t]


def score_numpy(out: Any, twice: Any, scenario: Any, draws: Any, slice_bits: Any) -> None:
    """Standard normal scores of one key; out : (scenarios,) float32, whole groups; twice : room for as many."""
    run = (scenario >> u4(1)) + np.arange(len(out) // 2, dtype=u4)
    here = normal_score(draw(run, draws[0], draws[1], draws[2], slice_bits)).reshape(-1, PAIRS)
    group = (scenario >> u4(6)) + np.arange(len(here), dtype=u4)
    of = (turn(group, draws[0], draws[2])[:, None] + np.arange(PAIRS, dtype=u4)) % u4(PAIRS)
    groups = out.reshape(-1, 2, PAIRS)
    groups[:, 0] = here
    groups[:, 1] = -np.take_along_axis(here, of.astype(i8), axis=1)


@compiled
def lone_loop(out: Any, scenario: Any, draws: Any, slice_bits: Any) -> None:
    first, second, third = draws[0], draws[1], draws[2]
    for t in range(out.shape[0]):
        out[t] = normal_score(draw(u4(scenario + u4(t)), first, second, third, slice_bits))


def lone_numpy(out: Any, scenario: Any, draws: Any, slice_bits: Any) -> None:
    """Standard normal scores without mirrors: what the others are measured against."""
    run = scenario + np.arange(len(out), dtype=u4)
    out[:] = normal_score(draw(run, draws[0], draws[1], draws[2], slice_bits))


@compiled
def lognormal_loop(
    work: Any, scores: Any, centre: Any, own: Any, one: Any, load: Any, two: Any, other: Any
) -> None:
    for t in range(work.shape[0]):
        score = f4(f4(f4(own * scores[t]) + f4(load * one[t])) + f4(other * two[t]))
        work[t] = i4(power_of_two(min(f4(centre + score), f4(LONGEST_LOG2))))


def lognormal_numpy(
    work: Any, scores: Any, centre: Any, own: Any, one: Any, load: Any, two: Any, other: Any
) -> None:
    """Lognormal work of own score and two factors; centre : log2 of the median in ticks.

    work : (scenarios,) ticks; scores, one, two : (scenarios,) float32
    """
    score = (own * scores + load * one) + other * two
    work[:] = i4(power_of_two(np.minimum(centre + score, f4(LONGEST_LOG2))))


@compiled
def together_loop(scores: Any, own: Any, one: Any, load: Any, two: Any, other: Any) -> None:
    for t in range(scores.shape[0]):
        scores[t] = f4(f4(f4(own * scores[t]) + f4(load * one[t])) + f4(other * two[t]))


def together_numpy(scores: Any, own: Any, one: Any, load: Any, two: Any, other: Any) -> None:
    """An item's normal score from its own and those of its two factors; (scenarios,) float32 in place."""
    scores[:] = (own * scores + load * one) + other * two


@compiled
def table_loop(work: Any, scores: Any, table: Any, never: Any) -> None:
    for t in range(work.shape[0]):
        place = min(max(f4(f4(scores[t] + f4(4)) * f4(8)), f4(0)), f4(63.999))
        knot = i4(place)
        low = table[knot]
        days = f4(low + f4(f4(table[knot + 1] - low) * f4(place - f4(knot))))
        work[t] = i4(days) if scores[t] <= never else table[65]


def table_numpy(work: Any, scores: Any, table: Any, never: Any) -> None:
    """Work read from a table; table : (66,) ticks at SCORES, and for scores above `never`; float32."""
    place = np.minimum(np.maximum((scores + f4(4)) * f4(8), f4(0)), f4(63.999))
    knot = i4(place)
    low = table[knot]
    days = low + (table[knot + 1] - low) * (place - f4(knot))
    work[:] = np.where(scores <= never, i4(days), i4(table[65]))


@compiled
def end_loop(finish: Any, spare: Any, start: Any, work: Any, sooner: Any, due: Any, most: Any) -> None:
    for t in range(finish.shape[0]):
        own = max(i4(work[t] - sooner), i4(0))
        ended = min(i4(start[t] + own), i4(FAR))
        finish[t] = ended
        spare[t] = min(min(own, most), max(i4(ended - due), i4(0)))


def end_numpy(finish: Any, spare: Any, start: Any, work: Any, sooner: Any, due: Any, most: Any) -> None:
    """Finish when the own work is done, `sooner` ticks of it spared; and what more could be spared, all in ticks.

    spare : (scenarios,) no more than the own work, than `most`, and than the finish is past `due`
    """
    own = np.maximum(work - sooner, 0)
    np.minimum(start + own, FAR, out=finish)
    np.minimum(np.minimum(own, most), np.maximum(finish - due, 0), out=spare)


@compiled
def roll_loop(finish: Any, table: Any) -> None:
    last = i4(table.shape[0] - 1)
    for t in range(finish.shape[0]):
        day = min(max(i4(i4(finish[t] + i4(TICKS - 1)) >> i4(TICK_BITS)), i4(0)), last)
        finish[t] = max(finish[t], table[day])


def roll_numpy(finish: Any, table: Any) -> None:
    """Put a finish on a day off at the next working day; table : (days,) ticks, 0 for working days."""
    day = np.clip((finish + (TICKS - 1)) >> TICK_BITS, 0, table.shape[0] - 1)
    np.maximum(finish, table[day], out=finish)


@compiled
def lose_loop(grad: Any, loss: Any, finish: Any, since: Any, horizon: Any, until: Any, weight: Any) -> None:
    cap = i4(max(i4(horizon - since), i4(0)))
    for t in range(grad.shape[0]):
        late = min(max(i4(finish[t] - since), i4(0)), cap)
        loss[t] += i8(late) * i8(weight)
        grad[t] = weight if (finish[t] > since) & (finish[t] < until) else i4(0)


def lose_numpy(grad: Any, loss: Any, finish: Any, since: Any, horizon: Any, until: Any, weight: Any) -> None:
    """Loss of one item, of one kind, and its slope; since : tick from which each tick costs `weight`.

    loss : (scenarios,) int64, added to; grad : (scenarios,) int32, set; it is 0 outside of since..until
    """
    late = np.minimum(np.maximum(finish - since, 0), max(horizon - since, 0))
    loss += late.astype(i8) * i8(weight)
    grad[:] = np.where((finish > since) & (finish < until), weight, i4(0))


@compiled
def tally_loop(counts: Any, finish: Any, marks: Any) -> None:
    for q in range(marks.shape[0]):
        mark = marks[q]
        under = i4(0)
        for t in range(finish.shape[0]):
            under = i4(under + i4(finish[t] <= mark))
        counts[q] += under


def tally_numpy(counts: Any, finish: Any, marks: Any) -> None:
    """Count the scenarios that finish by each mark; counts : (marks,) int32, marks : (marks,) ticks."""
    for q in range(marks.shape[0]):
        counts[q] += np.count_nonzero(finish <= marks[q])


@compiled
def pass_loop(to: Any, other_to: Any, grad: Any, other: Any, bound: Any, code: Any) -> None:
    for t in range(bound.shape[0]):
        binds = bound[t] == code
        to[t] = i4(to[t] + (grad[t] if binds else i4(0)))
        other_to[t] = i4(other_to[t] + (other[t] if binds else i4(0)))


def pass_numpy(to: Any, other_to: Any, grad: Any, other: Any, bound: Any, code: Any) -> None:
    """Hand the slopes of an item to the predecessor that binds it; two kinds of loss, (scenarios,) int32."""
    binds = bound == code
    to += grad * binds
    other_to += other * binds


@compiled
def pass_far_loop(to: Any, other_to: Any, grad: Any, other: Any, bound: Any, code: Any) -> None:
    # What projects share seldom binds, and lies outside the cache: groups where it does not are passed over.
    groups = bound.shape[0] // GROUP
    each = bound.shape[0] // groups
    for group in range(groups):
        low = group * GROUP
        here, some = bound[low : low + each], np.uint16(0)
        for t in range(each):
            some |= np.uint16(here[t] == code)
        if some:
            one, two = grad[low : low + each], other[low : low + each]
            to_one, to_two = to[low : low + each], other_to[low : low + each]
            for t in range(each):
                binds = here[t] == code
                to_one[t] = i4(to_one[t] + (one[t] if binds else i4(0)))
                to_two[t] = i4(to_two[t] + (two[t] if binds else i4(0)))


@compiled
def weigh_loop(sums: Any, counts: Any, grad: Any, other: Any, spare: Any) -> None:
    # Halves apart, in 32 bits: twice as many at a time; a tile has fewer than 2^15 scenarios.
    low, high, other_low, other_high, critical = i4(0), i4(0), i4(0), i4(0), i4(0)
    saved, other_saved = i8(0), i8(0)
    for t in range(spare.shape[0]):
        one, two = grad[t], other[t]
        low = i4(low + i4(one & i4(0xFFFF)))
        high = i4(high + i4(one >> i4(16)))
        other_low = i4(other_low + i4(two & i4(0xFFFF)))
        other_high = i4(other_high + i4(two >> i4(16)))
        critical = i4(critical + i4((one | two) != i4(0)))
    for t in range(spare.shape[0]):
        saved += (i8(grad[t]) * i8(spare[t])) >> i8(TICK_BITS)
        other_saved += (i8(other[t]) * i8(spare[t])) >> i8(TICK_BITS)
    sums[0] += i8(low) + i8(high) * i8(65536)
    sums[1] += i8(other_low) + i8(other_high) * i8(65536)
    sums[2] += saved
    sums[3] += other_saved
    counts[0] += critical


def weigh_numpy(sums: Any, counts: Any, grad: Any, other: Any, spare: Any) -> None:
    """Add up the slopes, and what the spare days would save; sums : (4,) int64, counts : (1,) int32."""
    sums[0] += grad.sum(dtype=i8)
    sums[1] += other.sum(dtype=i8)
    sums[2] += ((grad.astype(i8) * spare) >> TICK_BITS).sum()
    sums[3] += ((other.astype(i8) * spare) >> TICK_BITS).sum()
    counts[0] += np.count_nonzero(grad | other)


@compiled
def first_loop(start: Any, release: Any, finish: Any, lag: Any) -> None:
    for t in range(start.shape[0]):
        start[t] = max(i4(finish[t] + lag), release)


def first_numpy(start: Any, release: Any, finish: Any, lag: Any) -> None:
    """As `begin`, without remembering who binds."""
    np.maximum(finish + lag, release, out=start)


@compiled
def after_loop(start: Any, finish: Any, lag: Any) -> None:
    for t in range(start.shape[0]):
        start[t] = max(i4(finish[t] + lag), start[t])


def after_numpy(start: Any, finish: Any, lag: Any) -> None:
    """As `wait`, without remembering who binds."""
    np.maximum(start, finish + lag, out=start)


@compiled
def stop_loop(finish: Any, start: Any, work: Any) -> None:
    for t in range(finish.shape[0]):
        finish[t] = min(i4(start[t] + work[t]), i4(FAR))


def stop_numpy(finish: Any, start: Any, work: Any) -> None:
    """As `end`, without what could be spared."""
    np.minimum(start + work, FAR, out=finish)


@compiled
def cut_loop(work: Any, own: Any, start: Any, due: Any, most: Any) -> None:
    for t in range(work.shape[0]):
        past = max(i4(min(i4(start[t] + own[t]), i4(FAR)) - due), i4(0))
        work[t] = own[t] - min(min(own[t], most), past)


def cut_numpy(work: Any, own: Any, start: Any, due: Any, most: Any) -> None:
    """What is left of the own work when all is spared that could be; (scenarios,) ticks."""
    past = np.maximum(np.minimum(start + own, FAR) - due, 0)
    work[:] = own - np.minimum(np.minimum(own, most), past)


@compiled
def moved_loop(finish: Any, instead: Any) -> Any:
    other = i4(0)
    for t in range(finish.shape[0]):
        other = i4(other | (finish[t] ^ instead[t]))
    return other != 0


def moved_numpy(finish: Any, instead: Any) -> Any:
    """Whether two rows differ anywhere."""
    return bool((finish != instead).any())


@compiled
def gain_loop(finish: Any, instead: Any, since: Any, horizon: Any) -> Any:
    saved = i8(0)
    cap = i4(max(i4(horizon - since), i4(0)))
    for t in range(finish.shape[0]):
        late = min(max(i4(finish[t] - since), i4(0)), cap)
        saved += i8(late - min(max(i4(instead[t] - since), i4(0)), cap))
    return saved


def gain_numpy(finish: Any, instead: Any, since: Any, horizon: Any) -> Any:
    """Ticks of lateness saved, in all scenarios, when an item finishes `instead`; (scenarios,) ticks each."""
    cap = max(horizon - since, 0)
    late = np.minimum(np.maximum(finish - since, 0), cap)
    return (late - np.minimum(np.maximum(instead - since, 0), cap)).sum(dtype=i8)


fill = fill_loop if COMPILED else fill_numpy
begin = begin_loop if COMPILED else begin_numpy
wait = wait_loop if COMPILED else wait_numpy
own_scores = score_loop if COMPILED else score_numpy
lone_scores = lone_loop if COMPILED else lone_numpy
together = together_loop if COMPILED else together_numpy
lognormal_work = lognormal_loop if COMPILED else lognormal_numpy
table_work = table_loop if COMPILED else table_numpy
end = end_loop if COMPILED else end_numpy
roll = roll_loop if COMPILED else roll_numpy
lose = lose_loop if COMPILED else lose_numpy
tally = tally_loop if COMPILED else tally_numpy
pass_back = pass_loop if COMPILED else pass_numpy
pass_far = pass_far_loop if COMPILED else pass_numpy
weigh = weigh_loop if COMPILED else weigh_numpy
first = first_loop if COMPILED else first_numpy
after = after_loop if COMPILED else after_numpy
stop = stop_loop if COMPILED else stop_numpy
cut = cut_loop if COMPILED else cut_numpy
moved = moved_loop if COMPILED else moved_numpy
gain = gain_loop if COMPILED else gain_numpy
