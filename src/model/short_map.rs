//! A map of a few entries.

/// A map of a few entries, in the order of their keys. It takes a third of the memory of the standard library's, which
/// matters where each person has one.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortMap<K, V>(Vec<(K, V)>);

impl<K: Ord, V> ShortMap<K, V> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        let at = self.find(key).ok()?;
        Some(&self.0[at].1)
    }

    /// Whether there is a value for this key.
    pub fn contains_key(&self, key: &K) -> bool {
        self.find(key).is_ok()
    }

    /// Every key with its value, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// Puts a key's value in place of the earlier one.
    pub fn insert(&mut self, key: K, value: V) {
        match self.find(&key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// Takes a key's value out.
    pub fn remove(&mut self, key: &K) {
        if let Ok(at) = self.find(key) {
            self.0.remove(at);
        }
    }

    /// Adds the values of keys that have none here.
    pub fn add_missing(&mut self, others: Self) {
        for (key, value) in others.0 {
            if let Err(at) = self.find(&key) {
                self.0.insert(at, (key, value));
            }
        }
    }

    fn find(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }
}

impl<K, V> Default for ShortMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// Of two values of one key, the last counts.
impl<K: Ord, V> FromIterator<(K, V)> for ShortMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut all: Vec<_> = entries.into_iter().collect();
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        all.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                std::mem::swap(later, kept);
            }
            same
        });
        all.shrink_to_fit();
        Self(all)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::ShortMap;

    /// As the standard library's map, whatever is done to it.
    #[test]
    fn it_is_a_map() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..200 {
            let mut entries = |most| -> Vec<(u8, u8)> {
                let count = random.usize(0..most);
                let entry = |_| (random.u8(0..12), random.u8(..));
                (0..count).map(entry).collect()
            };
            let (first, added, missing) = (entries(20), entries(6), entries(6));
            let gone = entries(6);
            let mut short: ShortMap<u8, u8> = first.iter().copied().collect();
            let mut long: BTreeMap<u8, u8> = first.into_iter().collect();
            for (key, value) in added {
                short.insert(key, value);
                long.insert(key, value);
            }
            let others: BTreeMap<u8, u8> = missing.into_iter().collect();
            short.add_missing(others.clone().into_iter().collect());
            for (key, value) in others {
                long.entry(key).or_insert(value);
            }
            for (key, _) in gone {
                short.remove(&key);
                long.remove(&key);
            }
            assert!(short.iter().eq(&long), "{short:?}\n{long:?}");
            for key in 0..12 {
                assert_eq!(short.get(&key), long.get(&key));
                assert_eq!(short.contains_key(&key), long.contains_key(&key));
            }
        }
    }
}
