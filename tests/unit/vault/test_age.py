"""The door to age, and the reader of what is left of a damaged file."""

import base64
import hashlib

import pytest

from regret_tui.vault.agechunks import CHUNK, read_parts
from regret_tui.vault.agefile import INTRO, AgeRefused, Identity, encrypt
from regret_tui.vault.bech32 import CHARSET, corrections, decode
from regret_tui.vault.bech32 import encode as bech32
from regret_tui.vault.recovery import PREFIX, RecoveryKey

ONE, TWO = (Identity.from_seed(bytes([n]) * 32) for n in (1, 2))


def sealed(plain: bytes, *who: Identity) -> bytes:
    return b"".join(encrypt([plain], [identity.recipient for identity in who]))


@pytest.mark.parametrize("text", ["", "age1", ONE.recipient[:-1], ONE.text, "äge1"])
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not an age X25519 recipient$"):
        encrypt([b"words"], [ONE.recipient, text])


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1", ONE.recipient, ONE.text[:-1]])
def test_what_is_no_identity_is_refused_without_its_text(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not an age X25519 identity$"):
        Identity(text)


def test_an_identity_is_its_thirty_two_bytes() -> None:
    assert ONE.secret == bytes([1]) * 32
    assert Identity(ONE.text).recipient == ONE.recipient
    assert Identity.generate().text != Identity.generate().text


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [b""],
        [b"a\nb\n"],
        [b"a", b"\n", b"", b"b\nc"],
        [b"x" * 70_000, b"y" * 10, b"\n" * 3, b"z" * 200_000],
        [b"ab\n" * 50_000],
        [b"\n"],
    ],
)
def test_pieces_come_back_as_lines_however_they_were_cut(pieces: list[bytes]) -> None:
    for each in (ONE, TWO):
        body = b"".join(encrypt(pieces, [ONE.recipient, TWO.recipient]))
        assert each.decrypt_lines(body) == b"".join(pieces).split(b"\n")


@pytest.mark.parametrize(
    "body", [b"", INTRO, b"words", sealed(b"words", TWO), b" " + INTRO], ids=range(5)
)
def test_what_does_not_open_is_refused(body: bytes) -> None:
    with pytest.raises(AgeRefused, match=r"^(not a binary age file|age refused)$"):
        ONE.decrypt_lines(body)


def test_a_changed_byte_at_the_end_is_refused_before_anything_is_handed_over() -> None:
    body = bytearray(sealed(b"x" * 200_000, ONE))
    body[-1] ^= 1
    with pytest.raises(AgeRefused):
        ONE.decrypt_lines(bytes(body))


PLAIN = hashlib.shake_256(b"plain").digest(3 * CHUNK + 100)


def header_of(body: bytes | bytearray) -> int:
    return body.index(b"\n", body.index(b"\n---") + 1) + 1


def test_a_whole_file_is_read_in_one_run() -> None:
    parts = read_parts(sealed(PLAIN, TWO, ONE), ONE)
    assert parts.runs == (PLAIN,)
    assert (parts.from_start, parts.chunks, parts.bad) == (True, 4, 0)


@pytest.mark.parametrize(
    ("bad", "runs"),
    [
        ([0], [(1, 4)]),
        ([1], [(0, 1), (2, 4)]),
        ([2], [(0, 2), (3, 4)]),
        ([3], [(0, 3)]),
        ([0, 2], [(1, 2), (3, 4)]),
        ([0, 1, 2, 3], []),
    ],
)
def test_each_chunk_that_opens_is_read(bad: list[int], runs: list[tuple[int, int]]) -> None:
    body = bytearray(sealed(PLAIN, ONE))
    for chunk in bad:
        body[header_of(body) + 16 + chunk * (CHUNK + 16)] ^= 1
    parts = read_parts(bytes(body), ONE)
    assert parts.runs == tuple(PLAIN[first * CHUNK : last * CHUNK] for first, last in runs)
    assert (parts.chunks, parts.bad, parts.from_start) == (4, len(bad), 0 not in bad)


def test_a_chunk_with_what_ends_a_header_ends_none() -> None:
    body = bytearray(sealed(PLAIN, ONE))
    at = header_of(body) + 16
    body[at : at + 5] = b"\n---\n"
    assert read_parts(bytes(body), ONE).runs == (PLAIN[CHUNK:],)


def test_without_a_single_chunk_nothing_is_from_the_start() -> None:
    body = sealed(b"words", ONE)
    parts = read_parts(body[: header_of(body) + 16], ONE)
    assert (parts.runs, parts.from_start, parts.chunks, parts.bad) == ((), False, 0, 0)


def stanza(share: bytes, secret: bytes) -> bytes:
    return b"-> X25519 %s\n%s\n" % tuple(base64.b64encode(x).rstrip(b"=") for x in (share, secret))


@pytest.mark.parametrize(
    "before",
    [
        b"a line that is in no stanza\n",
        b"-> X25519\nAAAA\n",
        b"-> X25519 one two\nAAAA\n",
        b"-> scrypt AAAA\nAAAA\n",
        b"-> X25519 not/base64!\nAAAA\n",
        b"-> X25519 AAAA\nAAAA\n",
        stanza(bytes(range(32)), bytes(32)),
        stanza(bytes(32), bytes(32)),
    ],
)
def test_a_stanza_that_does_not_open_keeps_no_other_from_opening(before: bytes) -> None:
    body = sealed(PLAIN, ONE)
    assert read_parts(INTRO + before + body[len(INTRO) :], ONE).runs == (PLAIN,)


def test_a_stanza_on_several_lines_is_joined() -> None:
    body = sealed(PLAIN, ONE)
    first, kind, secret, rest = body.split(b"\n", 3)
    wrapped = b"\n".join((first, kind, secret[:10], secret[10:], rest))
    assert read_parts(wrapped, ONE).runs == (PLAIN,)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        INTRO,
        b"x" + sealed(PLAIN, ONE),
        INTRO + b"-> X25519 AAAA\nAAAA\n--- no end of this line",
        INTRO + b"x" * 70_000 + sealed(PLAIN, ONE)[len(INTRO) - 1 :],
        sealed(PLAIN, TWO),
    ],
    ids=range(6),
)
def test_without_a_header_that_opens_nothing_is_read(body: bytes) -> None:
    with pytest.raises(AgeRefused, match=r"^no (header|stanza opens)$"):
        read_parts(body, ONE)


# -- Bech32 ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 20, 31, 32, 33])
def test_bytes_come_back_from_bech32(size: int) -> None:
    data = hashlib.shake_256(bytes([size])).digest(size)
    assert decode(bech32("split-1-key", data)) == data
    assert decode(bech32("split-1-key", data).upper()) == data


def test_bech32_is_as_bip_173_has_it() -> None:
    """From its test vectors, those whose data is whole bytes."""
    assert bech32("a", b"") == "a12uel5l"
    assert bech32("abcdef", bytes.fromhex("00443214c74254b635cf84653a56d7c675be77df")) == (
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"
    )


def test_a_missing_letter_of_value_zero_is_located() -> None:
    """Such a letter is what a gap is first filled with, so the checksum fits at once."""
    for number in range(40):
        key = RecoveryKey(Identity.from_seed(hashlib.sha256(bytes([number])).digest()))
        symbols = key.text.removeprefix(PREFIX).lower()
        place = symbols.find("q")
        if place >= 0:
            values = [CHARSET.index(symbol) for symbol in symbols]
            prefix = PREFIX.lower().rstrip("1")
            found = list(corrections(prefix, values[:place] + values[place + 1 :], 58))
            assert found
            assert all(each == values for each in found)


def test_what_is_two_letters_short_or_one_too_long_has_no_correction() -> None:
    values = [CHARSET.index(symbol) for symbol in ONE.text.removeprefix(PREFIX).lower()]
    for wrong in (values[:-2], [*values, 0]):
        assert list(corrections("age-secret-key-", wrong, 58)) == []
    assert list(corrections("age-secret-key-", values, 58)) == [values]


def test_a_stanza_must_be_exactly_ours() -> None:
    body = sealed(PLAIN, ONE)
    first, kind, secret, rest = body.split(b"\n", 3)
    for changed in (
        (kind + b" more", secret),
        (kind.replace(b" ", b"  ", 1), secret),
        (kind.replace(b"X25519", b"x25519"), secret),
        (kind, secret[:9] + b"!!!!" + secret[9:]),
        (kind[:-9] + b"!!!!" + kind[-9:], secret),
    ):
        with pytest.raises(AgeRefused, match="no stanza opens"):
            read_parts(b"\n".join((first, *changed, rest)), ONE)


def test_the_repr_of_an_identity_is_the_beginning_of_its_recipient() -> None:
    assert repr(ONE) == f"Identity({ONE.recipient[:9]}…)"


@pytest.mark.parametrize(("spare", "reads"), [(-1, False), (0, False), (1, True)])
def test_a_header_ends_within_sixty_four_kib(spare: int, reads: bool) -> None:
    body = sealed(PLAIN, ONE)
    longer = CHUNK - header_of(body) - spare + 1
    long = INTRO + b"x" * (longer - 1) + b"\n" + body[len(INTRO) :]
    assert header_of(long) == CHUNK + 1 - spare
    if reads:
        assert read_parts(long, ONE).runs == (PLAIN,)
    else:
        with pytest.raises(AgeRefused, match="no header"):
            read_parts(long, ONE)
