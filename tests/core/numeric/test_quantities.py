import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from aiquiz.core.numeric.conversions import readings
from aiquiz.core.numeric.placeholders import write_number
from aiquiz.core.numeric.quantities import Quantity, Verdict, judge, read_quantity
from aiquiz.core.numeric.units import read_unit

RIGHT = Verdict(is_right=True, is_read=True)

UNITS = [
    "", "%", "x", "GB", "MiB", "ms", "$", "tokens", "tokens/s", "points", "\u00b5s", "\u03bcs",
    "B parameters", "M tokens", "GPU hours", "$ / 1M tokens", "$ per 1M tokens", "GB per s", "$/month", "% F1",
]  # fmt: skip

sizes = st.floats(1e-6, 1e12)
signed = st.one_of(sizes, sizes.map(lambda size: -size))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("66.7%", 66.7, "%"),
        ("66.7 %", 66.7, "%"),
        ("66.7 per cent", 66.7, "per cent"),
        ("0.667", 0.667, ""),
        ("0,667", 0.667, ""),
        ("66,7 %", 66.7, "%"),
        ("1536,25", 1536.25, ""),
        ("1,536", 1536, ""),
        ("1,536.5", 1536.5, ""),
        ("1.536,5", 1536.5, ""),
        ("1.536.000", 1_536_000, ""),
        ("1,536,000", 1_536_000, ""),
        ("12,34,567", 1_234_567, ""),
        ("1 536", 1536, ""),
        ("1\u202f536 MiB", 1536, "MiB"),
        ("12 345 678", 12_345_678, ""),
        ("1 536,5", 1536.5, ""),
        ("1'536", 1536, ""),
        ("1’536.5", 1536.5, ""),
        ("1_536", 1536, ""),
        ("1,000,", 1000, ""),
        ("1.5e9", 1.5e9, ""),
        ("1,5e9", 1.5e9, ""),
        ("1E-3", 0.001, ""),
        ("1.5 GB", 1.5, "GB"),
        ("1536 MiB", 1536, "MiB"),
        ("1536MiB", 1536, "MiB"),
        ("12 GB of memory", 12, "GB of memory"),
        ("12k", 12, "k"),
        ("7 billion parameters", 7, "billion parameters"),
        ("$3.20", 3.2, "$"),
        ("-$3.20", -3.2, "$"),
        ("$ -3.20", -3.2, "$"),
        ("3.20 USD", 3.2, "USD"),
        ("USD 3.20", 3.2, "USD"),
        ("US$3", 3, "US$"),
        ("$1.2M", 1.2, "M $"),
        ("$1.2M per month", 1.2, "M $ per month"),
        ("$3/1M tokens", 3, "$/1M tokens"),
        ("3/4", 0.75, ""),
        ("3 / 4", 0.75, ""),
        ("½", 0.5, ""),
        ("¾ GB", 0.75, "GB"),
        ("3*4/2", 6, ""),
        ("≈ 0.67", 0.67, ""),
        ("~12", 12, ""),
        ("about 12", 12, ""),
        ("About ~ 12 ms", 12, "ms"),
        ("it is approx. 12", 12, ""),
        ("ca. 12", 12, ""),
        ("= 12", 12, ""),
        ("F1 = 0.667", 0.667, ""),
        ("F1: 66.7 % F1", 66.7, "% F1"),
        ("10^6", 1e6, ""),
        ("10**6", 1e6, ""),
        ("10⁶", 1e6, ""),
        ("10⁻³ s", 0.001, "s"),
        ("2^20 B", 2**20, "B"),
        ("1.5 × 10^9", 1.5e9, ""),
        ("1.5x10^9", 1.5e9, ""),
        ("1.5*10^9", 1.5e9, ""),
        ("2 · 3", 6, ""),
        ("2x", 2, "x"),
        ("-0.5", -0.5, ""),
        ("−0.5", -0.5, ""),
        ("– 5", -5, ""),
        ("+5", 5, ""),
        ("-2^2", -4, ""),
        (".5", 0.5, ""),
        ("5.", 5, ""),
        ("3.14.", 3.14, ""),
        ("５!", 5, ""),
        ("１２．５", 12.5, ""),
        ("１,５３６", 1536, ""),
        ("0.667 (66.7%)", 0.667, ""),
        ("12 (GB)", 12, ""),
        ("12 tokens/s", 12, "tokens/s"),
        ("12k/s", 12, "k/s"),
        ("12 ms per token", 12, "ms per token"),
        ("12 per token", 12, "per token"),
        ("0", 0, ""),
        ("1 h 30 min", 1.5, "h"),
        ("2 hours and 6 minutes", 2.1, "h"),
        ("5m30s", 5.5, "min"),
        ("80/(80+20)", 0.8, ""),
        ("80 / (80 + 20) GB", 0.8, "GB"),
        ("2*0.5*0.8/(0.5+0.8)", 0.8 / 1.3, ""),
        ("2 x (3 + 4)", 14, ""),
        ("2 × (3 + 4) ÷ 7", 2, ""),
        ("(1,000 + 500) * 2", 3000, ""),
        ("((5))", 5, ""),
        ("1 - 0.333", 0.667, ""),
        ("1-0.333", 0.667, ""),
        ("100 - 20 - 13.3 %", 66.7, "%"),
        ("1-0.2*0.5", 0.9, ""),
        ("3-4*2", -5, ""),
        ("80+20", 100, ""),
        ("10^(-3)", 0.001, ""),
        ("10^-3", 0.001, ""),
        ("2^3^2", 512, ""),
        ("3*-2", -6, ""),
        ("1 e5", 1e5, ""),
        ("1.5 E-3 s", 0.0015, "s"),
        ("1 1/2", 1.5, ""),
        ("-1 1/2", -1.5, ""),
        ("66 2/3 %", 200 / 3, "%"),
        ("2½", 2.5, ""),
        ("66 ⅔ %", 200 / 3, "%"),
        ("100/150 = 66.7%", 66.7, "%"),
        ("100/150 ≈ 0.667", 0.667, ""),
        ("11.4 -> 12", 12, ""),
        ("11.4 → 12 GPUs", 12, "GPUs"),
        ("11.4 => 12", 12, ""),
        ("= 14", 14, ""),
        ("P = 0.5, R = 0.8, F1 = 0.615", 0.615, ""),
        ("12 (= 3 * 4)", 12, ""),
        ("12(GB)", 12, ""),
        ("16-bit", 16, "bit"),
        ("208.3 GPU-days", 208.3, "GPU-days"),
        ("$3/1000 tokens", 3, "$/1000 tokens"),
        ("$3 per million tokens", 3, "$ per million tokens"),
        ("12 tokens/s/GPU", 12, "tokens/s/GPU"),
        ("12/4 tokens", 3, "tokens"),
        ("3 / 10^6 tokens", 3e-6, "tokens"),
    ],
)
def test_a_number_is_read_as_people_type_it(text: str, value: float, unit: str) -> None:
    quantity = read_quantity(text)
    assert quantity is not None
    assert quantity.value == pytest.approx(value, rel=1e-12)
    assert quantity.unit == unit
    assert read_quantity(f"  {text}\t") == quantity


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "abc", "GB", "$", "%", "nan", "inf", "-", "--5", "()", "(5", "5)", "<5", "5 < 6", "1,5,3", "1.5.2",
        "1,23,4", "3-4", "12-15", "12 - 15 GB", "12–15", "12 15", "1000 000", "1 h 30 GB", "1e999", "10^999", "10^6^6",
        "9^9^9", "0^-1",
        "1/0", "3 \x1b[2J", "3 \u202e", "0/0", "1e300*1e300", "12 GB, roughly", "1" * 101, "5 min30", "\0",
        "1\u066c000", "5 GB/2", "5 GB / 2.5e3", "10k/5", "5 GB/(2)", "10k/5 + 3", "5+", "5 -", "2(3+4)", "(2)(3+4)",
        "5 +- 3", "5 <= 6", "12 =", "3/", "80/(80+20", "80/()", "1/(2-2)", "1 3/2", "1 1/2/3", "2 1/0",
        "10^(400)", "(-8)^0.5",
        "sqrt(2)", "(" * 50 + "1" + ")" * 50, "+".join(["1e9"] * 25),
    ],
)  # fmt: skip
def test_what_is_no_one_number_is_not_read(text: str) -> None:
    assert read_quantity(text) is None
    verdict = judge(text, 3.0, "GB", 0.01)
    assert verdict == Verdict(
        is_right=False,
        is_read=False,
        said="That is no number: write it like 1,536 or 0.667 or 1.5e9, in GB.",
    )


def test_what_is_no_number_is_asked_for_without_a_unit_where_there_is_none() -> None:
    assert judge("?", 3.0, "", 0.01).said == "That is no number: write it like 1,536 or 0.667 or 1.5e9."


@pytest.mark.parametrize(
    ("text", "expected", "unit"),
    [
        ("66.7%", 66.666, "%"),
        ("66.7", 66.666, "%"),
        ("0.667", 66.666, "%"),
        ("2/3", 66.666, "%"),
        ("0.667", 2 / 3, ""),
        ("66.7 %", 2 / 3, ""),
        ("67 percent", 2 / 3, ""),
        ("150 %", 1.5, "x"),
        ("1.5 times", 1.5, "x"),
        ("1.5", 1.5, "x"),
        ("1.5 GB", 1.5, "GB"),
        ("1.5gb", 1.5, "GB"),
        ("1.5 G", 1.5, "GB"),
        ("1500 MB", 1.5, "GB"),
        ("1.4 GiB", 1.5, "GB"),
        ("1.5e9 bytes", 1.5, "GB"),
        ("12 Gbit", 1.5, "GB"),
        ("512Mi", 0.5, "GiB"),
        ("2^20 B", 1, "MiB"),
        ("1 MiB", 2**20, "bytes"),
        ("12k", 12_000, "B"),
        ("7B", 7, "B"),
        ("250 ms", 0.25, "s"),
        ("0.25 sec", 250, "ms"),
        ("5m", 5, "min"),
        ("5m", 5e6, ""),
        ("90 min", 1.5, "h"),
        ("5 µs", 5000, "ns"),
        ("12k", 12_000, ""),
        ("7B", 7e9, ""),
        ("7 bn", 7e9, "parameters"),
        ("7B params", 7e9, "parameters"),
        ("12 words", 12, "tokens"),
        ("12 tokens", 12, ""),
        ("12k/s", 12_000, "tokens/s"),
        ("12 tokens per second", 12, "tokens/s"),
        ("12 GB", 12, "GB/s"),
        ("12000 MB/sec", 12, "GB/s"),
        ("2h 10min", 130, "min"),
        ("5 %", 5, "points"),
        ("5 percentage points", 5, "points"),
        ("1.16 bits", 1.157, "bits"),
        ("3.20", 3.2, "$"),
        ("$3.20", 3.2, "$"),
        ("3.2 dollars", 3.2, "$"),
        ("320 cents", 3.2, "$"),
        ("$1.2M per month", 1.2e6, "$/month"),
        ("3.20 per 1M tokens", 3.2, "$ per 1M tokens"),
        ("$3/1M tokens", 3, "$ / 1M tokens"),
        ("0.005", 0, ""),
        ("-0.5", -0.5, ""),
        ("0", 1e-17, "x"),
        ("80/(80+20)", 80, "%"),
        ("2*0.5*0.8/(0.5+0.8)", 0.61, ""),
        ("66,667", 66.667, "%"),
        ("66,667 %", 66.667, "%"),
        ("20", 20, "B parameters"),
        ("20 B parameters", 20, "B parameters"),
        ("20B", 20, "B parameters"),
        ("20 billion", 20, "B parameters"),
        ("20,000 million parameters", 20, "B parameters"),
        ("2e10 parameters", 20, "B parameters"),
        ("70 billion parameters", 70, "B parameters"),
        ("70 billion parameters", 70e9, "parameters"),
        ("3M tokens", 3, "M tokens"),
        ("3M", 3, "M tokens"),
        ("3 Mtok", 3, "M tokens"),
        ("12 GB per s", 12, "GB per s"),
        ("12 GB/s", 12, "GB per s"),
        ("$3 per million tokens", 3, "$ / 1M tokens"),
        ("$3 per 1M tokens", 3, "$ / 1M tokens"),
        ("$3 per 1,000,000 tokens", 3, "$ / 1M tokens"),
        ("$3 / 1000000 tokens", 3, "$ / 1M tokens"),
        ("$3 per 10^6 tokens", 3, "$ / 1M tokens"),
        ("$3/Mtok", 3, "$ / 1M tokens"),
        ("$3 per million", 3, "$ / 1M tokens"),
        ("$3/M", 3, "$ / 1M tokens"),
        ("$0.003 per 1k tokens", 3, "$ / 1M tokens"),
        ("$0.000003 per token", 3, "$ / 1M tokens"),
        ("300 cents per 1M tokens", 3, "$ / 1M tokens"),
        ("$3", 3, "$ / 1M tokens"),
        ("$3 / 0 tokens", 3, "$/token"),
        ("2500 t/s", 2500, "tokens/s"),
        ("2500 tok/s", 2500, "tokens/s"),
        ("150000 tokens/min", 2500, "tokens/s"),
        ("150k tokens per minute", 2500, "tokens/s"),
        ("2.5M/s", 2.5e6, "messages/s"),
        ("12 tokens/s/GPU", 12, "tokens/s"),
        ("5,000 h", 5000, "GPU hours"),
        ("208.3 GPU-days", 5000, "GPU hours"),
        ("5k GPU·h", 5000, "GPU hours"),
        ("14 pts", 14, "points"),
        ("16 GBs", 16, "GB"),
        ("16 Gbps", 2, "GB/s"),
        ("16 Gb/s", 2, "GB/s"),
        ("16 gb/s", 16, "GB/s"),
        ("16 GBps", 16, "GB/s"),
        ("128 bps", 16, "B/s"),
        ("16-bit", 16, "bits"),
        ("2 weeks", 14, "days"),
        ("5 ms", 5000, "\u00b5s"),
        ("5 \u00b5s", 5, "\u03bcs"),
        ("5 us", 5, "\u00b5s"),
        ("12 GB per GPU", 12, "GB"),
        ("1.44 min/day", 1.44, "min"),
        ("$1200/month", 1200, "$"),
        ("$1.5/h", 1.5, "$"),
        ("16 GB of memory", 16, "GB"),
        ("16 input tokens", 16, "tokens"),
        ("2500 tokens a second", 2500, "tokens/s"),
        ("5000 GPUh", 5000, "GPU hours"),
        ("14 %-points", 14, "points"),
        ("14 %p", 14, "points"),
        ("12 k$", 12_000, "$"),
        ("15 ct", 0.15, "$"),
    ],
)
def test_a_right_number_is_right_in_any_unit_that_says_the_same(text: str, expected: float, unit: str) -> None:
    assert judge(text, expected, unit, 0.01) == RIGHT


@pytest.mark.parametrize(
    ("text", "expected", "unit", "said"),
    [
        ("66.7", 2 / 3, "", "That is 100 times too large: a per cent is a hundredth."),
        ("1.5", 1500, "MB", "That is 1,000 times too small: look at the prefix of the unit."),
        ("1500000", 1.5, "MB", "That is 1,000,000 times too large: look at the prefix of the unit."),
        ("2048", 2, "GiB", "That is 1,024 times too large: one binary prefix too many or too few."),
        ("2", 2 * 1024**2, "KiB", "That is 1,048,576 times too small: two binary prefixes too many or too few."),
        (
            "1.5 GiB",
            1.5,
            "GB",
            "That is 1.074 times too large: kB, MB and GB count in thousands, KiB, MiB and GiB in 1,024s.",
        ),
        ("12 GB", 1.5, "GB", "That is 8 times too large: a byte has 8 bits."),
        ("12", 1.5, "bits", "That is about 8 times too large."),
        ("12", 1.5, "", "That is about 8 times too large."),
        ("60", 1, "min", "That is 60 times too large: a minute has 60 seconds, an hour 60 minutes."),
        ("6", 3, "", "That is 2 times too large: a factor of 2 got lost or came in."),
        ("1.5", 3, "", "That is 2 times too small: a factor of 2 got lost or came in."),
        ("30", 3, "", "That is 10 times too large: the decimal point stands one place off."),
        ("-3", 3, "", "The sign is the wrong one."),
        ("3", -3, "", "The sign is the wrong one."),
        ("-4", 3, "", "The sign is the wrong one, and the number too."),
        ("1.25", 0.8, "", "That is the inverse: divide the other way round."),
        ("125 %", 80, "%", "That is the inverse: divide the other way round."),
        ("1.25", 0.8, "s", "That is 56 % off, too large."),
        ("30", 70, "%", "That is the other part of the whole: what is left when the answer is taken away."),
        ("0.3", 0.7, "", "That is the other part of the whole: what is left when the answer is taken away."),
        ("0.3", 0.7, "$", "That is about 2.333 times too small."),
        ("0.005", 1, "", "That is about 200 times too small."),
        ("3.1", 3, "", "That is 3.3 % off, too large."),
        ("2.5", 3, "", "That is 17 % off, too small."),
        ("50", 3, "", "That is about 17 times too large."),
        ("1e300", 1e-11, "", "That is about 1e+300 times too large."),
        ("1e-300", 1e100, "", "That is about 1e+300 times too small."),
        ("0", 3, "", "The answer is not 0."),
        ("1", 0, "", "The answer is 0."),
        ("3 GB", 3, "ms", "The number is right, but in ms, not in GB."),
        ("4 GB", 3, "ms", "The answer is in ms, not in GB."),
        ("3 €", 3, "$", "The number is right, but in $, not in €."),
        ("3 ms", 3, "tokens", "The number is right, but in tokens, not in ms."),
        (
            "3 GB/min",
            3,
            "GB/s",
            "That is 60 times too small: a minute has 60 seconds, an hour 60 minutes.",
        ),
        ("3 ms per word", 3, "ms/token", "The number is right, but in ms/token, not in ms per word."),
        ("3 $/token", 3, "$ / 1M tokens", "That is 1,000,000 times too large: look at the prefix of the unit."),
        ("12 s", 12, "GB per s", "The number is right, but in GB per s, not in s."),
        ("3 per", 3, "$ per 1M tokens", "The number is right, but in $ per 1M tokens, not in per."),
        ("5 GPUs", 5, "GPU hours", "The number is right, but in GPU hours, not in GPUs."),
        ("16 Gbps", 16, "GB/s", "That is 8 times too small: a byte has 8 bits."),
        ("16 GB/s", 16, "GB", "The number is right, but in GB, not in GB/s."),
        ("16 tokens/s", 16, "tokens", "The number is right, but in tokens, not in tokens/s."),
        ("0.61 GB", 0.61, "", "The number is right, but it has no unit: GB does not belong there."),
        ("610 MB", 0.61, "", "The answer has no unit: MB does not belong there."),
        ("12 ms", 12, "", "The number is right, but it has no unit: ms does not belong there."),
        (
            "66,667",
            66.667,
            "GB",
            "That reads as 66,667, 1,000 times too large: if the comma is a decimal one, write 66.667.",
        ),
        (
            "1,536 GB",
            1.536,
            "GB",
            "That reads as 1,536, 1,000 times too large: if the comma is a decimal one, write 1.536.",
        ),
        ("100,000", 100, "GB", "That is 1,000 times too large: look at the prefix of the unit."),
        ("1,536", 2, "%", "That is about 768 times too large."),
        ("150", 1.5, "GB", "That is 100 times too large: the decimal point stands two places off."),
        ("150", 1.5, "%", "That is 100 times too large: a per cent is a hundredth."),
        ("0.06", 60, "%", "That is 10 times too small: the decimal point stands one place off."),
        ("150 tokens/s", 2.5, "tokens/s", "That is 60 times too large: a minute has 60 seconds, an hour 60 minutes."),
        ("81.9", 80, "GB", "That is 2.4 % off, too large."),
        ("78.3", 80, "GB", "That is 2.1 % off, too small."),
        ("82", 80, "GB", "That is 2.5 % off, too large."),
        ("84", 80, "GB", "That is 5 % off, too large."),
        ("15.2", 14.9, "GiB", "That is 2 % off, too large."),
        (
            "14.9",
            16,
            "GB",
            "That is 1.074 times too small: kB, MB and GB count in thousands, KiB, MiB and GiB in 1,024s.",
        ),
        (
            "1.0486",
            1,
            "MB",
            "That is 1.049 times too large: kB, MB and GB count in thousands, KiB, MiB and GiB in 1,024s.",
        ),
        ("1.024", 1, "B", "That is 2.4 % off, too large."),
        ("12k", 12, "", "That is 1,000 times too large: look at the prefix of the unit."),
        ("7 billion", 7, "parameters", "That is 1,000,000,000 times too large: look at the prefix of the unit."),
        ("12 k €", 12_000, "$", "The answer is in $, not in k €."),
    ],
)
def test_what_went_wrong_is_said_in_a_sentence(text: str, expected: float, unit: str, said: str) -> None:
    assert judge(text, expected, unit, 0.01) == Verdict(is_right=False, is_read=True, said=said)


@pytest.mark.parametrize(
    ("text", "unit", "given"),
    [
        ("1.5 pionts", "points", "pionts"),
        ("3 foos", "GB", "foos"),
        ("3 GB/sce", "GB/s", "GB/sce"),
        ("3 tokens/sce", "tokens/s", "tokens/sce"),
        ("3 GUP hurs", "GPU hours", "GUP hurs"),
        ("3 dolars per 1M tokens", "$ per 1M tokens", "dolars per 1M tokens"),
    ],
)
@pytest.mark.parametrize("expected", [1.5, 3, 700])
def test_a_unit_that_there_is_not_is_asked_for_again_whatever_the_number(
    text: str, unit: str, given: str, expected: float
) -> None:
    said = f"The answer is in {unit}, not in {given}."
    assert judge(text, expected, unit, 0.01) == Verdict(is_right=False, is_read=False, said=said)


def test_without_tolerance_a_number_needs_its_digits() -> None:
    assert judge("4096", 4096.0, "", 0.0) == RIGHT
    assert judge("4097", 4096.0, "", 0.0).said == "That is 0.024 % off, too large."
    assert judge("2.0000001", 2.0, "", 0.0).said == "That is a hair too large: give more digits."


def test_a_wide_tolerance_does_not_explain_everything_by_a_factor() -> None:
    assert judge("5", 3.0, "", 0.5).said == "That is 67 % off, too large."


@given(signed, st.sampled_from(UNITS))
def test_the_answer_as_the_card_writes_it_is_right(expected: float, unit: str) -> None:
    number = write_number(expected)
    assert judge(number, expected, unit, 0.01) == RIGHT
    assert judge(f"{number} {unit}", expected, unit, 0.01) == RIGHT
    assert judge(f"≈{number}{unit}", expected, unit, 0.01) == RIGHT
    if unit == "$":
        assert judge(f"${number}".replace("$-", "-$"), expected, unit, 0.01) == RIGHT


@given(signed, st.floats(0.001, 0.3), st.floats(-0.5, 0.5))
def test_the_tolerance_is_the_share_that_a_number_may_be_off(expected: float, tolerance: float, off: float) -> None:
    assume(abs(abs(off) - tolerance) > 1e-6)
    verdict = judge(repr(expected * (1 + off)), expected, "", tolerance)
    assert verdict.is_read
    assert verdict.is_right == (abs(off) < tolerance)
    assert bool(verdict.said) != verdict.is_right


@given(
    sizes, st.sampled_from(["B", "kB", "MB", "GB", "KiB", "MiB", "GiB"]), st.sampled_from(["MB", "GB", "MiB", "GiB"])
)
def test_a_size_is_the_same_in_every_unit(size: float, given_unit: str, unit: str) -> None:
    (in_unit, *_) = readings(size, given_unit, unit)
    assert in_unit == pytest.approx(size * read_unit(given_unit).factor / read_unit(unit).factor)
    (back, *_) = readings(in_unit, unit, given_unit)
    assert back == pytest.approx(size)


@given(st.text(max_size=120), signed, st.sampled_from([*UNITS, "?", "/", "per", "M", "k k k"]))
@example("1" + "0" * 99, 1.0, "%")
@example("9e307 T", 1.0, "%")
@example("1 k k k k k k", 1.0, "")
@example("0 k k k k k k k k k k k k k k k k k k k k k k k k k k k t t t t t t t t t t t t t t t t t t t", 1.0, "")
@example(
    "0 k k k k k k k k k k k k k k k k k k k k k k k k k k k t t t t t t t t t t t t t t t t t t words", 1.0, "M tokens"
)
@example("20 B parameters", 20.0, "B parameters")
@example("²", 1.0, "")
def test_any_text_is_judged_without_an_accident(text: str, expected: float, unit: str) -> None:
    verdict = judge(text, expected, unit, 0.01)
    assert read_quantity(text) is not None or not verdict.is_read
    assert bool(verdict.said) != verdict.is_right
    assert verdict.said.isprintable()


@given(st.text(alphabet="0123456789.,'_ +-−*/^x×eEkMB%$()≈~½²⁻", max_size=30), signed)
@example("1e308k", 1.0)
@example("1e-320", 1e12)
@example("0e999", 1.0)
def test_any_row_of_signs_of_numbers_is_judged_without_an_accident(text: str, expected: float) -> None:
    for unit in ("", "%", "GB"):
        assert bool(judge(text, expected, unit, 0.01).said) != judge(text, expected, unit, 0.01).is_right


def test_a_quantity_without_a_unit_has_an_empty_one() -> None:
    assert read_quantity("5") == Quantity(5.0)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("± 4.5", "points"), ("+-4.5", "points"), ("+/- 4.5 points", "points"), ("4.5 hours", "GPU hours")],
)
def test_a_margin_and_the_last_word_of_a_unit_are_understood(typed: str, unit: str) -> None:
    assert judge(typed, 4.5, unit, 0.01).is_right
