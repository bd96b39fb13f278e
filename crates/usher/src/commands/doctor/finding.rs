//! What one check found.

use std::fmt;

use serde::Serialize;

/// How good it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    Ok,
    /// It works, but something is missing or careless.
    Warn,
    /// Serving would not work.
    Fail,
}

/// One line of the doctor's letter.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    pub(super) check: &'static str,
    pub(super) result: Verdict,
    pub(super) says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) advice: Option<String>,
}

impl Finding {
    pub(super) fn ok(check: &'static str, says: impl Into<String>) -> Self {
        Self {
            check,
            result: Verdict::Ok,
            says: says.into(),
            advice: None,
        }
    }

    pub(super) fn warn(
        check: &'static str,
        says: impl Into<String>,
        advice: impl ToString,
    ) -> Self {
        let (says, advice) = (says.into(), Some(advice.to_string()));
        Self {
            check,
            result: Verdict::Warn,
            says,
            advice,
        }
    }

    pub(super) fn fail(
        check: &'static str,
        says: impl Into<String>,
        advice: impl ToString,
    ) -> Self {
        let (says, advice) = (says.into(), Some(advice.to_string()));
        Self {
            check,
            result: Verdict::Fail,
            says,
            advice,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.result {
            Verdict::Ok => "ok",
            Verdict::Warn => "warn",
            Verdict::Fail => "fail",
        };
        write!(f, "{verdict:<5} {}: {}", self.check, self.says)?;
        if let Some(advice) = &self.advice {
            write!(f, "\n      {advice}")?;
        }
        Ok(())
    }
}

/// The whole letter.
#[derive(Debug, Serialize)]
pub(super) struct Findings {
    ok: bool,
    checks: Vec<Finding>,
}

impl From<Vec<Finding>> for Findings {
    fn from(checks: Vec<Finding>) -> Self {
        let ok = checks.iter().all(|finding| finding.result != Verdict::Fail);
        Self { ok, checks }
    }
}

impl Findings {
    /// How many checks failed.
    pub(super) fn failed(&self) -> usize {
        self.checks
            .iter()
            .filter(|finding| finding.result == Verdict::Fail)
            .count()
    }

    /// One line of JSON.
    pub(super) fn as_json(&self) -> String {
        serde_json::json!(self).to_string()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.checks.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_reads_well_to_people_and_programs() {
        let findings = Findings::from(vec![
            Finding::ok("clock", "fine"),
            Finding::fail("disk", "full", "Make room."),
        ]);
        assert_eq!(
            findings.to_string(),
            "ok    clock: fine\nfail  disk: full\n      Make room."
        );
        assert_eq!(
            findings.as_json(),
            r#"{"checks":[{"check":"clock","result":"ok","says":"fine"},{"advice":"Make room.","check":"disk","result":"fail","says":"full"}],"ok":false}"#
        );
        assert_eq!(findings.failed(), 1);
    }

    #[test]
    fn a_warning_is_no_failure() {
        let findings = Findings::from(vec![Finding::warn("disk", "low", "Make room.")]);
        assert_eq!(findings.failed(), 0);
        assert!(findings.ok);
    }
}
