//! Reading a password: never as an argument, which other users of the machine
//! and the shell's history would see.

use std::io::{self, BufRead};

use usher_app::features::accounts::Password;

use crate::{
    clock::SystemEntropy,
    failure::{Failure, Outcome},
};

/// More than any password that is taken, in bytes.
const LONGEST_LINE: u64 = 8 * 1024;

/// Reads a password and gives what is stored of it.
pub(super) fn hash(from_stdin: bool) -> Outcome<String> {
    let text = if from_stdin {
        first_line(io::stdin().lock())?
    } else {
        typed_twice()?
    };
    let password = Password::chosen(text)
        .map_err(|why| Failure::usage(format!("The password cannot be taken: {why}.")))?;
    password
        .hash(&SystemEntropy)
        .map_err(|error| Failure::runtime(format!("The password cannot be hashed: {error}.")))
}

fn first_line(input: impl BufRead) -> Outcome<String> {
    let mut line = String::new();
    input
        .take(LONGEST_LINE)
        .read_line(&mut line)
        .map_err(|error| {
            Failure::usage(format!(
                "The password cannot be read from standard input ({error})."
            ))
        })?;
    let end = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(end);
    Ok(line)
}

fn typed_twice() -> Outcome<String> {
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt).map_err(|error| {
            Failure::usage(format!(
                "There is no terminal to type the password on ({error}). Give it on standard input, with \
                 --password-stdin."
            ))
        })
    };
    let first = ask("New password: ")?;
    if first == ask("Once more: ")? {
        Ok(first)
    } else {
        Err(Failure::usage(
            "The two passwords differ. Nothing was changed.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_counts_without_its_end() {
        for text in [
            "correct horse",
            "correct horse\n",
            "correct horse\r\n",
            "correct horse\nmore\n",
        ] {
            assert_eq!(
                first_line(text.as_bytes()).expect("read"),
                "correct horse",
                "{text:?}"
            );
        }
    }

    #[test]
    fn spaces_at_the_end_belong_to_the_password() {
        assert_eq!(
            first_line(&b"correct horse \n"[..]).expect("read"),
            "correct horse "
        );
    }
}
