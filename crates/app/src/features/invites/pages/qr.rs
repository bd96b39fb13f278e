//! A link as a square that a phone can read.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::http::fault::Fault;

/// The light margin that readers need around the code (ISO/IEC 18004), in modules.
const MARGIN: usize = 4;

/// The dark modules as the path of an SVG image whose unit is one module.
pub(in crate::features) struct Qr {
    /// The view box, margin included.
    pub(in crate::features) view_box: String,
    /// One stroke per run of dark modules.
    pub(in crate::features) path: String,
}

impl Qr {
    /// The code of a link.
    pub(in crate::features) fn of(link: &str) -> Result<Self, Fault> {
        let code =
            QrCode::with_error_correction_level(link, EcLevel::M).map_err(Fault::internal)?;
        let size = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(size).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, next| one == next) {
                if run.first() == Some(&Color::Dark) {
                    write!(path, "M{x} {y}h{}v1h-{}z", run.len(), run.len())
                        .map_err(Fault::internal)?;
                }
                x += run.len();
            }
        }
        let side = size + 2 * MARGIN;
        Ok(Self {
            view_box: format!("-{MARGIN} -{MARGIN} {side} {side}"),
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_draws_the_dark_modules_and_no_others() {
        let link = "https://hub.uni.edu/i/0123456789abcdefghijklmnopqrstuvwxyz0123456";
        let code = QrCode::with_error_correction_level(link, EcLevel::M).unwrap();
        let mut drawn = vec![Color::Light; code.width() * code.width()];
        for run in Qr::of(link).unwrap().path.split_terminator('z') {
            let (at, rest) = run[1..].split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            for nth in 0..length {
                drawn[y * code.width() + x + nth] = Color::Dark;
            }
        }
        assert!(drawn == code.to_colors());
    }
}
