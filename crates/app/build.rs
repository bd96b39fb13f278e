//! The web part is built by `cargo xtask web` and embedded; a checkout without
//! it still compiles, and pages then come without styles and scripts.

use std::{fs, path::Path};

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    println!(
        "cargo::rerun-if-changed={}",
        dist.join("manifest.json").display()
    );
    println!("cargo::rerun-if-changed=locales");
    if !dist.join("manifest.json").exists() {
        println!(
            "cargo::warning=web/dist is missing: run `cargo xtask web` to build styles and scripts"
        );
        if let Err(error) = fs::create_dir_all(&dist) {
            println!("cargo::warning=cannot make {}: {error}", dist.display());
        }
    }
}
