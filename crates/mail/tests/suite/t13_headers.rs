//! T13: whatever stands in a name, a title or an address, the message has the headers
//! it should have and one recipient.

use usher_domain::{
    clock::{SeededEntropy, draw},
    email::Email,
};
use usher_mail::{Letter, Person};

use super::letter;

/// What an attacker would put together.
const PIECES: &[&str] = &[
    "\r\n",
    "\n",
    "\r",
    "\0",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\t",
    " ",
    "\r\n ",
    "\r\n\t",
    "Bcc: eve@evil.example",
    "bcc:eve@evil.example",
    "To: eve@evil.example",
    "\r\nBcc: eve@evil.example",
    "\r\n\r\n<script>",
    "%0d%0aBcc: eve@evil.example",
    "=0D=0ABcc: x",
    "=?utf-8?B?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=",
    "=?utf-8?Q?=0D=0ABcc:?=",
    ", eve@evil.example",
    "; eve@evil.example",
    "<eve@evil.example>",
    "\"",
    "\\",
    "(",
    ")",
    ":",
    "é",
    "\u{1f980}",
    "王",
    ".",
    "\r\n.\r\n",
    "RCPT TO:<eve@evil.example>",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

const EXPECTED: &[&str] = &[
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Reply-To",
    "MIME-Version",
    "Content-Type",
];

fn text(entropy: &SeededEntropy) -> String {
    let [count] = draw::<1>(entropy);
    let pieces = (0..count % 12).map(|_| {
        let [at] = draw::<1>(entropy);
        PIECES[usize::from(at) % PIECES.len()]
    });
    pieces.collect()
}

/// An address the way `domain` takes it, if it takes this one.
fn email(entropy: &SeededEntropy) -> Email {
    let local = text(entropy);
    let tries = [
        format!("{local}@example.org"),
        format!("\"{local}\"@example.org"),
        format!("a{local}b@bücher.example"),
    ];
    let found = tries.iter().find_map(|text| Email::parse(text).ok());
    found.unwrap_or_else(|| "ada@example.org".parse().unwrap())
}

fn hostile(entropy: &SeededEntropy) -> Letter {
    let person = || Person {
        name: text(entropy),
        email: email(entropy),
    };
    Letter {
        from: person(),
        reply_to: Some(person()),
        to: person(),
        subject: text(entropy),
        text: text(entropy),
        html: text(entropy),
        id: text(entropy),
        host: text(entropy),
        ..letter()
    }
}

/// Names of the headers, unfolded; and the value of `To`.
fn headers(message: &str) -> (Vec<&str>, String) {
    let (head, _) = message.split_once("\r\n\r\n").unwrap();
    let (mut names, mut to) = (Vec::new(), String::new());
    for line in head.split("\r\n") {
        assert!(!line.contains(['\r', '\n']), "a bare break in {line:?}");
        if line.starts_with([' ', '\t']) {
            if names.last() == Some(&"To") {
                to.push_str(line);
            }
            continue;
        }
        let (name, value) = line.split_once(':').unwrap();
        if name == "To" {
            value.clone_into(&mut to);
        }
        names.push(name);
    }
    (names, to)
}

/// A list of addresses without what stands in quotes: there a comma begins no other.
fn unquoted(list: &str) -> String {
    let (mut out, mut quoted, mut escaped) = (String::new(), false, false);
    for c in list.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            _ => out.push(c),
        }
    }
    assert!(!quoted, "a quote that does not end: {list:?}");
    out
}

#[test]
fn t13_no_text_becomes_a_header_or_a_recipient() {
    let all = if std::env::var_os("USHER_SOAK").is_some() {
        100_000
    } else {
        2_000
    };
    let entropy = SeededEntropy::new(13);
    let mut written = 0;
    for _ in 0..all {
        let letter = hostile(&entropy);
        // An address that no message can carry is refused, not bent.
        let Ok(composed) = letter.compose() else {
            continue;
        };
        written += 1;
        let message = String::from_utf8(composed.bytes().to_vec()).unwrap();
        let (mut names, to) = headers(&message);
        names.sort_unstable();
        let mut expected = EXPECTED.to_vec();
        expected.sort_unstable();
        assert_eq!(names, expected, "{letter:?}");
        let to = unquoted(&to);
        assert_eq!(to.matches('@').count(), 1, "{to:?} of {letter:?}");
        assert!(!to.contains([',', ';', ':']), "{to:?} of {letter:?}");
    }
    assert!(
        written > all / 2,
        "only {written} of {all} could be written at all"
    );
    println!(
        "figure: t13 {all} hostile letters: 0 extra headers, 0 extra recipients ({written} written, the rest refused)"
    );
}
