//! What the shim wrote down, read back: what is on the disk for certain at a moment,
//! and what may or may not be.

use std::{collections::BTreeMap, fs, path::Path};

/// One thing that was done.
#[derive(Clone, Debug)]
pub(super) struct Record {
    kind: u8,
    name: String,
    offset: u64,
    data: Vec<u8>,
    /// Where in the journal it ends.
    pub(super) end: u64,
}

impl Record {
    /// Whether somebody waited for the disk here.
    pub(super) fn is_sync(&self) -> bool {
        self.kind == b'S'
    }
}

/// Reads a journal.
pub(super) fn read(path: &Path) -> Vec<Record> {
    let bytes = fs::read(path).expect("a journal");
    let (mut at, mut records) = (0, Vec::new());
    while at < bytes.len() {
        let number = |field: usize| {
            let from = at + field * 8;
            u64::from_le_bytes(bytes[from..from + 8].try_into().expect("eight bytes"))
        };
        let [kind, name_length, offset, length] = [0, 1, 2, 3].map(number);
        let name = at + 32;
        let data = name + name_length as usize;
        at = data + length as usize;
        records.push(Record {
            kind: kind as u8,
            name: String::from_utf8(bytes[name..data].to_vec()).expect("a name"),
            offset,
            data: bytes[data..at].to_vec(),
            end: at as u64,
        });
    }
    records
}

/// Disks write sectors whole and in any order.
const SECTOR: usize = 512;

/// Chance, from a seed: the same cut loses the same again.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }
}

/// A file: what is certainly on the disk, and what was done to it since.
#[derive(Clone, Default)]
struct File {
    certain: Vec<u8>,
    since: Vec<Record>,
    /// Whether the folder's entry is on the disk.
    named: bool,
    /// Whether its name was removed, and the folder not synced since.
    removed: bool,
}

fn apply(image: &mut Vec<u8>, record: &Record, mut lands: impl FnMut() -> bool) {
    if record.kind == b'T' {
        if lands() {
            image.resize(record.offset as usize, 0);
        }
        return;
    }
    let mut at = record.offset as usize;
    let mut rest = record.data.as_slice();
    while !rest.is_empty() {
        // To the end of the sector in which it lies.
        let length = (SECTOR - at % SECTOR).min(rest.len());
        let (piece, after) = rest.split_at(length);
        if lands() {
            if image.len() < at + length {
                image.resize(at + length, 0);
            }
            image[at..at + length].copy_from_slice(piece);
        }
        (at, rest) = (at + length, after);
    }
}

/// A folder on a disk that may lose its power at any moment.
#[derive(Default)]
pub(super) struct Disk(BTreeMap<String, File>);

impl Disk {
    /// A disk that holds the files of `folder`, all of them for certain.
    pub(super) fn holding(folder: &Path) -> Self {
        let files = fs::read_dir(folder).expect("a folder").flatten();
        let files = files
            .map(|entry| entry.path())
            .filter(|path| path.is_file());
        let file = |path: std::path::PathBuf| {
            let name = path.to_str().expect("a name").to_owned();
            let certain = fs::read(&path).expect("readable");
            let file = File {
                certain,
                named: true,
                ..File::default()
            };
            (name, file)
        };
        Self(files.map(file).collect())
    }

    /// Goes on by one record.
    pub(super) fn take(&mut self, record: &Record) {
        match record.kind {
            b'W' | b'T' => {
                let file = self.0.entry(record.name.clone()).or_default();
                file.removed = false;
                file.since.push(record.clone());
            }
            b'S' => {
                if let Some(file) = self.0.get_mut(&record.name) {
                    for done in std::mem::take(&mut file.since) {
                        apply(&mut file.certain, &done, || true);
                    }
                } else {
                    // A folder: names in it are there, or gone, for certain.
                    let inside = format!("{}/", record.name);
                    self.0
                        .retain(|name, file| !(name.starts_with(&inside) && file.removed));
                    let files = self.0.iter_mut();
                    files
                        .filter(|(name, _)| name.starts_with(&inside))
                        .for_each(|(_, file)| file.named = true);
                }
            }
            b'U' => {
                if let Some(file) = self.0.get_mut(&record.name) {
                    file.removed = true;
                }
            }
            b'R' => {
                if let Some(file) = self.0.remove(&record.name) {
                    let to = String::from_utf8(record.data.clone()).expect("a name");
                    self.0.insert(to, file);
                }
            }
            other => panic!("what is {other}?"),
        }
    }

    /// Loses the power now: writes what is left of the files whose names begin with
    /// `of` into `folder`. How much of what was not synced lands is drawn.
    pub(super) fn cut(&self, of: &str, folder: &Path, chance: &mut Chance) {
        let share = [0, 50, 90, 100][chance.below(4) as usize];
        for (name, file) in self.0.iter().filter(|(name, _)| name.starts_with(of)) {
            let there = match (file.named, file.removed) {
                (true, false) => true,
                // Neither its coming nor its going is certain.
                _ => chance.below(2) == 0,
            };
            // The index of the log is in memory only, and made anew.
            if !there || name.ends_with("-shm") {
                continue;
            }
            let mut image = file.certain.clone();
            for done in &file.since {
                apply(&mut image, done, || chance.below(100) < share);
            }
            let name = Path::new(name).file_name().expect("a file");
            fs::write(folder.join(name), image).expect("written");
        }
    }
}
