//! `migrations/NNNN_name.sql`, from 0001 on, none missing and none twice.

use super::tracked::File;
use crate::repository::Repository;

pub(super) fn breaches(files: &[File], _: &Repository) -> Vec<String> {
    let migrations = files.iter().filter(|file| file.extension() == "sql");
    let mut names: Vec<_> = migrations
        .filter_map(|file| file.path.strip_prefix("migrations/"))
        .collect();
    names.sort_unstable();
    names
        .iter()
        .enumerate()
        .filter_map(|(index, name)| out_of_order(name, index + 1))
        .collect()
}

fn out_of_order(name: &str, number: usize) -> Option<String> {
    let wanted = format!("{number:04}_");
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let rest = name
        .strip_prefix(&wanted)
        .and_then(|rest| rest.strip_suffix(".sql"));
    if rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain)) {
        None
    } else {
        Some(format!(
            "migrations/{name}: number {wanted} is next (NNNN_name_in_lower_case.sql)"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_a_double_and_an_odd_name_are_told() {
        assert_eq!(out_of_order("0001_accounts.sql", 1), None);
        assert!(out_of_order("0003_invites.sql", 2).is_some());
        assert!(out_of_order("0001_more.sql", 2).is_some());
        assert!(out_of_order("0002_My-Table.sql", 2).is_some());
    }
}
