"""A certificate for a room without a proxy: it is tried before anybody comes, and what is wrong is said in words."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_EXPIRED, _NOT_YET = 10, 9
_OTHER_NAME: Final = (62, 64)
"""How OpenSSL numbers what it finds: https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/"""


class CertificateError(Exception):
    """Why a certificate cannot be used, as a sentence for people."""


def certified(certificate: Path, key: Path | None, name: str) -> ssl.SSLContext:
    """What the server speaks TLS with.

    Args:
        certificate: a file with it, and with those between it and one that browsers know.
        key: the file of its key; None if it is in the same file.
        name: under which people reach the server, a name or a number.

    Raises:
        CertificateError: if a browser would not take it.
    """
    held = key or certificate
    for path, begins, what in (
        (certificate, b"-----BEGIN CERTIFICATE-----", "certificate"),
        (held, b"PRIVATE KEY-----", "key"),
    ):
        try:
            if begins not in path.read_bytes():
                raise CertificateError(
                    f"{path} holds no {what} as text. Give one in PEM form: it begins with -----BEGIN."
                )
        except OSError as error:
            raise CertificateError(f"The {what} {path} cannot be read: {error.strerror}.") from error
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    locked: list[bool] = []

    def password() -> str:
        locked.append(True)
        return ""

    try:
        context.load_cert_chain(certificate, held, password)
    except (ssl.SSLError, OSError) as error:
        if locked:
            why = f"The key {held} is locked by a password. Give a key without one, which only you can read."
        elif getattr(error, "reason", "") == "KEY_VALUES_MISMATCH":
            why = f"The key {held} does not belong to the certificate {certificate}. Give the one it was made with."
        else:
            why = f"The certificate {certificate} and the key {held} are damaged, or not of a kind that can be used."
        raise CertificateError(why) from error
    _try(context, certificate, name)
    return context


def _try(context: ssl.SSLContext, certificate: Path, name: str) -> None:
    """Looks at it as a browser will, which trusts whoever has made it."""
    browser = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    browser.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    browser.hostname_checks_common_name = False
    try:
        browser.load_verify_locations(certificate)
        _shake_hands(context, browser, name.strip("[]"))
    except ssl.SSLCertVerificationError as error:
        what = {
            _EXPIRED: "has ended. Have it renewed.",
            _NOT_YET: "does not hold yet. Look at the date of this computer.",
            **dict.fromkeys(
                _OTHER_NAME,
                f"is not for {name}, to which the links lead, so browsers would warn everybody. Give the name that it "
                "is for with --address, such as https://maps.example.org:8866/.",
            ),
        }.get(error.verify_code, f"would not be taken by browsers: {error.verify_message}.")
        raise CertificateError(f"The certificate {certificate} {what}") from error
    except ssl.SSLError as error:
        raise CertificateError(f"The certificate {certificate} cannot be used: {error.reason}.") from error


def _shake_hands(server: ssl.SSLContext, browser: ssl.SSLContext, name: str) -> None:
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    asks = browser.wrap_bio(back, there, server_hostname=name)
    answers = server.wrap_bio(there, back, server_side=True)
    for side in (asks, answers, asks):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
