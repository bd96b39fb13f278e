//! Values that no field is meant for, and some that fit, to get past the others.

use serde_json::{Value, json};

/// Something that a field of this name may well take.
pub(super) fn fitting(name: &str) -> Value {
    match name {
        "email" => json!("grace@example.org"),
        "kind" => json!("video"),
        "role" => json!("viewer"),
        "roles" => json!(["co_viewer"]),
        "tags" => json!(["compilers"]),
        "publish" | "status" => json!("unlisted"),
        "valid_until" => json!("2026-11-23T12:00:00Z"),
        "theme" => json!("dark"),
        "next" | "return" => json!("/"),
        _ => json!("x"),
    }
}

/// Texts.
pub(super) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\0",
        "a\0b",
        "\u{202e}txt.exe",
        "\u{feff}",
        "\u{fffd}\u{ffff}",
        "a\r\nSet-Cookie: a=b",
        "../../../../etc/passwd",
        "//evil.example/",
        "javascript:alert(1)",
        "<script>alert(1)</script>",
        "{{7*7}}{% raw %}",
        "'; DROP TABLE entries; --",
        "-1",
        "0",
        "1e999",
        "NaN",
        "18446744073709551616",
        "99999999999999999999999999999999999999999",
        "true",
        "null",
        "2026-13-45T99:99:99Z",
        "0000-00-00T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "-999999-01-01T00:00:00Z",
        "+262143-12-31T23:59:60Z",
        "2026-11-22T12:00",
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "a@b",
        "@",
        "\"very odd\"@example.org",
        "a@[127.0.0.1]",
        "a@xn--0.example",
    ]
    .map(str::to_owned)
    .into();
    texts.push("💩".repeat(5000));
    texts.push("a".repeat(100_000));
    texts.push("e\u{301}".repeat(20_000));
    texts.push(format!("{}@example.org", "a".repeat(60_000)));
    texts.push(format!("a@{}example.org", "a.".repeat(30_000)));
    texts
}

/// Values of other types.
pub(super) fn others() -> Vec<Value> {
    let mut deep = json!("x");
    for _ in 0..100 {
        deep = json!([deep]);
    }
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(0),
        json!(1.5),
        json!(u64::MAX),
        json!(i64::MIN),
        json!([]),
        json!({}),
        json!([null]),
        json!(["x", "x"]),
        json!(vec!["x"; 5000]),
        json!([["x"]]),
        json!({"a": 1}),
        deep,
    ]
}
