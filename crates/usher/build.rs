//! Tells the binary when its source was last changed: `SOURCE_DATE_EPOCH`
//! where the packager sets it, else the last commit, else this file's age.
//! Not the time of building, so that the same source gives the same binary.

use std::{env, fs, process::Command, time::UNIX_EPOCH};

fn main() {
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.toml");
    let seconds = env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .or_else(last_commit)
        .or_else(own_age)
        .unwrap_or(0);
    println!("cargo::rustc-env=USHER_SOURCE_DATE={seconds}");
}

/// Seconds since 1970 of the last commit, if this is a clone and git is here.
fn last_commit() -> Option<u64> {
    let said = Command::new("git")
        .args(["log", "-1", "--format=%ct"])
        .output()
        .ok()?;
    String::from_utf8(said.stdout).ok()?.trim().parse().ok()
}

/// Seconds since 1970 when this file was last written: source archives keep it.
fn own_age() -> Option<u64> {
    let written = fs::metadata("build.rs").ok()?.modified().ok()?;
    Some(written.duration_since(UNIX_EPOCH).ok()?.as_secs())
}
