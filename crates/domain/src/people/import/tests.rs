use std::collections::BTreeSet;

use super::*;
use crate::{access::AppRole, text::GroupName};

fn columns(names: &[&str]) -> Result<Columns, ColumnsError> {
    Columns::read(names.iter().copied())
}

fn row(names: &[&str], cells: &[&str]) -> Result<TableRow, RowError> {
    let columns = columns(names).unwrap();
    TableRow::read(&columns, cells.iter().map(|text| Cell::Text(text)))
}

const ALL: [&str; 5] = ["Groups", "E-Mail", "ROLE", "last_name", "First Name"];

#[test]
fn columns_are_known_in_any_order_and_case_and_others_are_left_aside() {
    let read = columns(&["Telephone", "Last Name", " E-MAIL ", "", "given_name"]).unwrap();
    assert_eq!(read.ignored, ["Telephone"]);
    let found: Vec<_> = (0..6).map(|number| read.at(number)).collect();
    let expected = [
        None,
        Some(Column::LastName),
        Some(Column::Email),
        None,
        Some(Column::FirstName),
        None,
    ];
    assert_eq!(found, expected);
    assert_eq!(columns(&["name", "role"]), Err(ColumnsError::NoEmail));
    let twice = columns(&["email", "E-Mail address"]);
    assert_eq!(twice, Err(ColumnsError::Twice(Column::Email)));
}

#[test]
fn a_row_says_what_its_cells_say_and_nothing_where_they_are_empty() {
    let cells = [
        "Compilers; Library,Compilers",
        " Ada@Uni.edu",
        "Private only",
        "Lovelace",
        "Ada",
        "more",
    ];
    let read = row(&ALL, &cells).unwrap();
    assert_eq!(read.email.as_str(), "ada@uni.edu");
    assert_eq!(read.role, Some(AppRole::PrivateOnly));
    let groups: Vec<_> = read.groups.iter().map(GroupName::as_str).collect();
    assert_eq!(groups, ["Compilers", "Library"]);
    let bare = row(&ALL, &["", "ada@uni.edu"]).unwrap();
    assert_eq!(
        (bare.first_name, bare.last_name, bare.role),
        (None, None, None)
    );
}

#[test]
fn roles_are_read_as_people_write_them() {
    for (text, role) in [
        ("viewer", AppRole::Viewer),
        ("PRIVATE-ONLY", AppRole::PrivateOnly),
        ("Unmoderated admin", AppRole::UnmoderatedAdmin),
    ] {
        let read = row(&["email", "role"], &["a@uni.edu", text]).unwrap();
        assert_eq!(read.role, Some(role), "{text}");
    }
}

#[test]
fn the_first_cell_that_cannot_be_used_is_named() {
    let long = "x".repeat(101);
    let many: Vec<String> = (0..51).map(|n| format!("g{n}")).collect();
    let many = many.join(";");
    for (cells, column, fault) in [
        (["", "", "", "", "Ada"], Column::Email, RowFault::NoEmail),
        (
            ["", "ada", "", "", "Ada"],
            Column::Email,
            RowFault::NotAnAddress,
        ),
        (
            ["", "a@uni.edu", "king", "", ""],
            Column::Role,
            RowFault::UnknownRole,
        ),
        (
            ["", "a@uni.edu", "", "", &long],
            Column::FirstName,
            RowFault::TooLong,
        ),
        (
            ["", "a@uni.edu", "", "a\u{202e}b", ""],
            Column::LastName,
            RowFault::Forbidden,
        ),
        (
            [&many, "a@uni.edu", "", "", ""],
            Column::Groups,
            RowFault::TooManyGroups,
        ),
    ] {
        assert_eq!(
            row(&ALL, &cells),
            Err(RowError { column, fault }),
            "{cells:?}"
        );
    }
    let columns = columns(&["email"]).unwrap();
    let formula = TableRow::read(&columns, [Cell::Formula].into_iter());
    let expected = RowError {
        column: Column::Email,
        fault: RowFault::Formula,
    };
    assert_eq!(formula, Err(expected));
}

#[test]
fn a_row_is_new_changes_somebody_or_says_what_is_so_already() {
    let known = Known {
        first_name: "Ada".to_owned(),
        last_name: "King".to_owned(),
        role: AppRole::Viewer,
        groups: BTreeSet::from(["Compilers".to_owned()]),
    };
    let read = |cells: [&str; 5]| row(&ALL, &cells).unwrap();
    let whole = read(["Library", "a@uni.edu", "admin", "Lovelace", "Augusta"]);
    assert_eq!(plan(&whole, None), Ok(Outcome::New));
    let nameless = read(["", "a@uni.edu", "", "Lovelace", ""]);
    assert_eq!(
        plan(&nameless, None).unwrap_err().fault,
        RowFault::NoFirstName
    );
    let all = vec![
        Column::FirstName,
        Column::LastName,
        Column::Role,
        Column::Groups,
    ];
    assert_eq!(plan(&whole, Some(&known)), Ok(Outcome::Changed(all)));
    let same = read(["Compilers", "a@uni.edu", "viewer", "King", "Ada"]);
    assert_eq!(plan(&same, Some(&known)), Ok(Outcome::Unchanged));
    let silent = read(["", "a@uni.edu", "", "", ""]);
    assert_eq!(plan(&silent, Some(&known)), Ok(Outcome::Unchanged));
}
