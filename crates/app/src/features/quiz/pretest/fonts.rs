//! The fonts that a paper is set with: the embedded one, and of those that are installed what else its letters need.
//!
//! Nothing is kept: installed fonts are looked for when a text has letters that the embedded one has not, and what is
//! taken stays mapped until the paper is written. What is installed meanwhile is there for the next one.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use fontdb::{Database, FaceInfo, ID, Stretch, Style, Weight};
use rustybuzz::ttf_parser::{Face, Permissions};

use super::choice::{self, Hand, Rank, is_silent, pick};

/// Where fonts are looked for.
#[derive(Clone, Debug)]
pub enum Fonts {
    /// Where the system has them: `/usr/share/fonts`, `/usr/local/share/fonts`, and those of the server's own account.
    OfTheSystem,
    /// In a folder and what is in it. Where there is none, there are no fonts.
    In(PathBuf),
}

/// A font in memory, or in a file that is mapped.
#[derive(Clone)]
pub(super) struct Typeface {
    pub(super) data: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// Its place in a file of several.
    pub(super) index: u32,
}

impl Typeface {
    /// The one that is always there: Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian, Georgian, Lao and more.
    pub(super) fn embedded() -> Self {
        Self {
            data: Arc::new(dejavu::sans::regular()),
            index: 0,
        }
    }
}

/// The characters of texts that the embedded font has not.
pub(super) fn foreign<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<char> {
    let chars = texts.into_iter().flat_map(str::chars);
    let drawn: BTreeSet<char> = chars.filter(|c| !is_silent(*c)).collect();
    let Ok(face) = Face::parse(dejavu::sans::regular(), 0) else {
        return drawn;
    };
    let is_foreign = |c: &char| face.glyph_index(*c).is_none();
    drawn.into_iter().filter(is_foreign).collect()
}

impl Fonts {
    /// Of the fonts here, as few as have these characters, and the characters that none has. Opens every file of a
    /// font, so it is for a thread that may wait.
    pub(super) fn find(&self, wanted: BTreeSet<char>) -> (Vec<Typeface>, BTreeSet<char>) {
        if wanted.is_empty() {
            return (Vec::new(), wanted);
        }
        let mut database = Database::new();
        match self {
            Self::OfTheSystem => database.load_system_fonts(),
            Self::In(folder) => database.load_fonts_dir(folder),
        }
        let hand = Hand::of(&wanted);
        let mut faces = Vec::new();
        let mut ids = Vec::new();
        for face in database.faces().filter(|face| is_regular(face)) {
            let look = |bytes: &[u8], index| covered(bytes, index, &wanted);
            let has = database.with_face_data(face.id, look).unwrap_or_default();
            if !has.is_empty() {
                faces.push((rank(face, hand), has));
                ids.push(face.id);
            }
        }
        let (taken, missing) = pick(wanted, &faces);
        let typefaces = taken.into_iter();
        let typefaces = typefaces.filter_map(|at| mapped(&mut database, ids[at]));
        (typefaces.collect(), missing)
    }
}

/// Whether it is upright, and neither light nor bold nor narrow, as the embedded one.
fn is_regular(face: &FaceInfo) -> bool {
    face.style == Style::Normal
        && face.stretch == Stretch::Normal
        && face.weight.0.abs_diff(Weight::NORMAL.0) <= 100
}

fn rank(face: &FaceInfo, hand: Hand) -> Rank {
    let family = face.families.first().map(|(name, _)| name.as_str());
    let known = choice::Face {
        family: family.unwrap_or_default(),
        index: face.index,
        monospaced: face.monospaced,
    };
    Rank::of(&known, hand)
}

/// What of these characters a font has; nothing of one that has no outlines, or may not be embedded.
fn covered(bytes: &[u8], index: u32, wanted: &BTreeSet<char>) -> BTreeSet<char> {
    let Ok(face) = Face::parse(bytes, index) else {
        return BTreeSet::new();
    };
    let tables = face.tables();
    let is_drawn = tables.glyf.is_some() || tables.cff.is_some();
    let may_be_embedded = tables.os2.is_none_or(|os2| {
        os2.permissions() != Some(Permissions::Restricted)
            && os2.is_subsetting_allowed()
            && os2.is_outline_embedding_allowed()
    });
    if !is_drawn || !may_be_embedded {
        return BTreeSet::new();
    }
    let has = |c: &char| face.glyph_index(*c).is_some();
    wanted.iter().copied().filter(has).collect()
}

/// A font whose file is mapped for as long as it is in use; only what is looked at of it is read.
fn mapped(database: &mut Database, id: ID) -> Option<Typeface> {
    // SAFETY: the bytes must not change while they are mapped. What installs fonts puts a new file in the place of an
    // old one, whose contents a map keeps; nobody but who runs the machine may write into one.
    #[allow(unsafe_code)]
    let shared = unsafe { database.make_shared_face_data(id) };
    let (data, index) = shared?;
    Some(Typeface { data, index })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_embedded_font_has_is_not_looked_for() {
        let texts = ["Γιατί; Зачем? — שלום مرحبا", "e\u{301} \u{200d}\u{3000}"];
        assert_eq!(foreign(texts), BTreeSet::new());
        assert_eq!(foreign(["a ก 漢"]), BTreeSet::from(['ก', '漢']));
    }

    #[test]
    fn fonts_of_a_folder_are_found_by_what_they_have() {
        let folder = tempfile::tempdir().unwrap();
        let fonts = Fonts::In(folder.path().to_owned());
        let wanted = BTreeSet::from(['ᴤ', 'ก']);
        let (none, missing) = fonts.find(wanted.clone());
        assert_eq!((none.len(), &missing), (0, &wanted));
        // Bold ones, and what is no font, are not taken.
        let bold = folder.path().join("a.ttf");
        std::fs::write(bold, dejavu::serif::bold()).unwrap();
        std::fs::write(folder.path().join("b.ttf"), b"no font").unwrap();
        assert_eq!(fonts.find(wanted.clone()).0.len(), 0);
        let inside = folder.path().join("deeper");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(inside.join("serif.ttf"), dejavu::serif::regular()).unwrap();
        let (found, missing) = fonts.find(wanted);
        assert_eq!(missing, BTreeSet::from(['ก']));
        assert_eq!(found.len(), 1);
        assert!((*found[0].data).as_ref() == dejavu::serif::regular());
        let nowhere = Fonts::In(PathBuf::new());
        assert!(nowhere.find(BTreeSet::from(['ᴤ'])).0.is_empty());
    }
}
