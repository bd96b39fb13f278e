//! How the reviewed tables write an outcome.

use crate::{
    access::SessionRole,
    clock::Timestamp,
    invite::{Admission, Ask, GrantEnd, Holder, MovedBy, Refusal, SeatChange, Spend, Write},
};

pub(super) type Outcome = Result<Admission, Refusal>;

fn span(from: Timestamp, to: Timestamp) -> String {
    let (sign, span) = if to >= from {
        ("+", to.since(from))
    } else {
        ("-", from.since(to))
    };
    format!("{sign}{}h", span.as_secs() / 3600)
}

fn write(write: &Write, now: Timestamp) -> String {
    let holder = match write.holder {
        Holder::Account(_) => "member",
        Holder::Seat(_) => "guest",
    };
    let spend = match write.spend {
        Spend::Nothing => "free",
        Spend::One => "1 use",
    };
    let seat = match write.seat {
        SeatChange::Keep => "seat kept",
        SeatChange::Free => "seat freed",
        SeatChange::Bind(_) => "binds",
        SeatChange::Move {
            by: MovedBy::Use, ..
        } => "moves by use",
        SeatChange::Move {
            by: MovedBy::Code, ..
        } => "moves by code",
        SeatChange::Move {
            by: MovedBy::HandOver,
            ..
        } => "moves by hand-over",
    };
    let ends = match write.ends {
        GrantEnd::At(at) => span(now, at),
        GrantEnd::AfterSession(after) => format!("session+{}h", after.as_secs() / 3600),
    };
    let role = if write.role == SessionRole::Viewer {
        String::new()
    } else {
        format!(" {}", write.role)
    };
    format!("{holder}{role}, {spend}, {seat}, {ends}")
}

/// One word.
pub(super) fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Err(refusal) => refusal.code(),
        Ok(Admission::Enter { .. }) => "ENTER",
        Ok(Admission::Preview) => "PREVIEW",
        Ok(Admission::OfferUpgrade { .. }) => "OFFER-UPGRADE",
        Ok(Admission::Upgrade(_)) => "UPGRADE",
        Ok(Admission::Countdown { .. }) => "COUNTDOWN",
        Ok(Admission::Lobby(lobby)) => match lobby.ask {
            Ask::Address => "LOBBY",
            Ask::SignIn => "LOBBY-SIGN-IN",
            Ask::Code => "LOBBY-CODE",
            Ask::NobodyCanMail => "LOBBY-NO-MAIL",
        },
        Ok(Admission::Verified { .. }) => "BUTTON",
        Ok(Admission::Admit(_)) => "ADMIT",
    }
}

/// One line, with everything that would be written.
pub(super) fn line(outcome: &Outcome, now: Timestamp) -> String {
    match outcome {
        Ok(Admission::Admit(written)) => format!("ADMIT {}", write(written, now)),
        Ok(Admission::Upgrade(upgrade)) => {
            format!("UPGRADE {}→{}", upgrade.from, write(&upgrade.write, now))
        }
        other => word(other).to_owned(),
    }
}
