//! Values as JSON: for the API, for TOML, for the audit.

use serde_json::{Value as Json, json};
use usher_domain::config::{Control, FieldError, Value};

/// A value as JSON.
pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Toggle(yes) => json!(yes),
        Value::Number(number) => json!(number),
        Value::Choice(option) => json!(option),
        Value::Text(text) => json!(text),
        Value::Subjects(_) | Value::Domains(_) => json!(value.written()),
    }
}

/// JSON as the text that the control reads; refuses what is of another kind.
pub(super) fn submitted(control: &Control, json: &Json) -> Result<Vec<String>, FieldError> {
    match (control, json) {
        (Control::Toggle, Json::Bool(yes)) => Ok(vec![yes.to_string()]),
        (Control::Number { .. }, Json::Number(number)) => Ok(vec![whole(number)]),
        (Control::Choice { .. } | Control::Text { .. }, Json::String(text)) => {
            Ok(vec![text.clone()])
        }
        (Control::Subjects | Control::Domains, Json::Array(list)) => list
            .iter()
            .map(|one| match one {
                Json::String(text) => Ok(text.clone()),
                other => Err(not_one(control, other)),
            })
            .collect(),
        (_, other) => Err(not_one(control, other)),
    }
}

/// `1e3` is a whole number, too.
fn whole(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 => format!("{float:.0}"),
        _ => number.to_string(),
    }
}

fn not_one(control: &Control, json: &Json) -> FieldError {
    let text = json.to_string();
    match control {
        Control::Toggle => FieldError::NotYesOrNo,
        Control::Number { .. } => FieldError::NotANumber,
        Control::Choice { .. } => FieldError::NotAnOption,
        Control::Subjects => FieldError::NotASubject { text },
        Control::Domains => FieldError::NotADomain { text },
        Control::Text { .. } => FieldError::NotAText,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(json: Json) -> Result<Vec<String>, FieldError> {
        let spec = usher_domain::config::shown_module("invitetomedia").unwrap();
        submitted(&spec.field("LinkDuration").unwrap().control, &json)
    }

    #[test]
    fn numbers_are_numbers_and_nothing_else_is() {
        assert_eq!(number(json!(60)), Ok(vec!["60".to_owned()]));
        assert_eq!(number(json!(1e9)), Ok(vec!["1000000000".to_owned()]));
        assert_eq!(number(json!(1.5)), Ok(vec!["1.5".to_owned()]));
        for wrong in [json!("60"), json!(true), json!(null), json!([60])] {
            assert_eq!(number(wrong), Err(FieldError::NotANumber));
        }
    }

    #[test]
    fn lists_are_lists_of_texts() {
        let list = json!(["uni.edu", "*.uni.edu"]);
        assert_eq!(
            submitted(&Control::Domains, &list),
            Ok(vec!["uni.edu".to_owned(), "*.uni.edu".to_owned()])
        );
        assert_eq!(
            submitted(&Control::Domains, &json!(["uni.edu", 1])),
            Err(FieldError::NotADomain { text: "1".into() })
        );
        assert!(submitted(&Control::Subjects, &json!("account:1")).is_err());
    }
}
