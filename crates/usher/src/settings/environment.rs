//! The environment: `USHER_…` variables, laid over the file. An empty
//! variable counts as not set, as compose files and unit files expect.

use std::path::PathBuf;

use super::{
    given::{Address, Given, Source, Value},
    keys::{self, Key, Shape},
};
use crate::failure::{Failure, Outcome};

/// What the environment said.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    pub(crate) given: Given,
    /// The configuration file it names.
    pub(crate) config: Option<PathBuf>,
    /// Variables that start with `USHER_` and mean nothing to Usher, and are
    /// like no name it knows. They are told, not refused: orchestrators set
    /// such variables themselves for a service of this name.
    pub(crate) ignored: Vec<String>,
}

/// Reads `variables` (all of the process's, as name and value).
pub(crate) fn read(variables: impl IntoIterator<Item = (String, String)>) -> Outcome<Spoken> {
    let mut spoken = Spoken::default();
    let ours = variables
        .into_iter()
        .filter(|(name, value)| name.starts_with("USHER_") && !value.is_empty());
    for (name, value) in ours {
        if name == keys::CONFIG_VARIABLE {
            spoken.config = Some(value.into());
        } else if let Some(key) = keys::ALL.into_iter().find(|key| key.variable == name) {
            let value = shaped(key, value)?;
            spoken.given.put(key, value, Source::Variable(key.variable));
        } else if let Some(meant) = meant(&name) {
            return Err(Failure::usage(format!(
                "The environment has the unknown variable {name}. Did you mean {meant}?"
            )));
        } else {
            spoken.ignored.push(name);
        }
    }
    Ok(spoken)
}

/// A known variable that differs by a slip of the pen only.
fn meant(name: &str) -> Option<&'static str> {
    let known = keys::ALL
        .iter()
        .map(|key| key.variable)
        .chain([keys::CONFIG_VARIABLE]);
    keys::nearest(name, known).filter(|meant| strsim::damerau_levenshtein(name, meant) <= 2)
}

fn shaped(key: &'static Key, text: String) -> Outcome<Value> {
    Ok(match key.shape {
        Shape::Text => Value::Text(text),
        Shape::Address => Value::Address(Address::of(text)),
        Shape::Path => Value::Path(text.into()),
        Shape::List => Value::List(text.split(',').map(|item| item.trim().to_owned()).collect()),
        Shape::Whole => Value::Whole(text.replace('_', "").parse().map_err(|_| {
            Failure::usage(format!(
                "The variable {} must be a whole number.",
                key.variable
            ))
        })?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(pairs: &[(&str, &str)]) -> Outcome<Spoken> {
        read(
            pairs
                .iter()
                .map(|&(name, value)| (name.to_owned(), value.to_owned())),
        )
    }

    #[test]
    fn lists_are_separated_by_commas_and_numbers_may_be_grouped() {
        let spoken = read_all(&[
            ("USHER_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8"),
            ("USHER_MAX_UPLOAD_BYTES", "4_000_000"),
        ])
        .expect("both are known");
        let (list, _) = spoken.given.list(&keys::TRUSTED_PROXIES).expect("given");
        assert_eq!(list, ["127.0.0.1", "10.0.0.0/8"]);
        assert_eq!(
            spoken
                .given
                .whole(&keys::MAX_UPLOAD_BYTES)
                .expect("given")
                .0,
            4_000_000
        );
    }

    #[test]
    fn an_empty_variable_counts_as_not_set() {
        let spoken = read_all(&[("USHER_LISTEN", ""), ("USHER_BASURL", "")]).expect("nothing set");
        assert!(spoken.given.text(&keys::LISTEN).is_none());
    }

    #[test]
    fn a_slip_of_the_pen_is_refused() {
        let refused = read_all(&[("USHER_BASEURL", "https://a.example")]).expect_err("unknown");
        assert_eq!(
            refused.to_string(),
            "The environment has the unknown variable USHER_BASEURL. Did you mean USHER_BASE_URL?"
        );
    }

    #[test]
    fn what_an_orchestrator_sets_for_a_service_called_usher_is_let_be() {
        let spoken = read_all(&[
            ("USHER_SERVICE_HOST", "10.1.2.3"),
            ("USHER_PORT", "tcp://10.1.2.3:8484"),
            ("USHER_PORT_8484_TCP_ADDR", "10.1.2.3"),
        ])
        .expect("not ours to judge");
        assert_eq!(spoken.ignored.len(), 3);
    }

    #[test]
    fn a_number_in_words_is_refused() {
        let refused = read_all(&[("USHER_MAX_UPLOAD_BYTES", "many")]).expect_err("no number");
        assert_eq!(
            refused.to_string(),
            "The variable USHER_MAX_UPLOAD_BYTES must be a whole number."
        );
    }
}
