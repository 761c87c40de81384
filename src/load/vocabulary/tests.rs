//! The vocabulary against headings as people write them.

use super::*;

#[test]
fn every_data_file_can_be_read() {
    for (language, data) in LANGUAGES {
        let read: Result<BTreeMap<Concept, Vec<String>>, _> = toml::from_str(data);
        assert!(read.is_ok(), "{language}: {read:?}");
    }
}
