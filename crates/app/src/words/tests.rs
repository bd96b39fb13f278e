use super::*;

#[test]
fn every_catalogue_parses_and_repeats_nothing() {
    for path in Files::iter().filter(|path| path.ends_with(".ftl")) {
        let text = String::from_utf8(Files::get(&path).unwrap().data.into_owned()).unwrap();
        if let Err((_, errors)) = FluentResource::try_new(text) {
            panic!("{path}: {errors:?}");
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    for path in Files::iter().filter(|path| path.starts_with("en/") && path.ends_with(".ftl")) {
        let text = String::from_utf8(Files::get(&path).unwrap().data.into_owned()).unwrap();
        for line in text
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            let key = line.split('=').next().unwrap().trim().to_owned();
            assert!(seen.insert(key.clone()), "{path} repeats {key}");
        }
    }
}
