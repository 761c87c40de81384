//! One label: a text with places, its plural forms, or a list of texts; and a file of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Write as _};

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// What a key stands for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub(super) enum Label {
    Text(String),
    /// A text for each plural form: `one`, `other` …, and `=2` for that number alone.
    Forms(BTreeMap<String, String>),
    /// Several texts.
    List(Vec<String>),
}

impl Label {
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::Forms(forms) => forms.values().map(String::as_str).collect(),
            Self::List(texts) => texts.iter().map(String::as_str).collect(),
        }
    }

    /// The names of its places.
    pub(super) fn places(&self) -> BTreeSet<&str> {
        self.texts().into_iter().flat_map(places).collect()
    }

    /// What it is, in words.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "one text",
            Self::Forms(_) => "a text for each plural form",
            Self::List(_) => "a list of texts",
        }
    }
}

/// The names in braces of a text.
fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(place, _)| place))
}

/// A text with the values in their places. A place without a value stays as it is.
pub fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let found = part.split_once('}').and_then(|(place, rest)| {
            let (_, value) = values.iter().find(|(name, _)| *name == place)?;
            Some((value, rest))
        });
        if let Some((value, rest)) = found {
            // Writing to a text does not fail.
            let _ = write!(filled, "{value}");
            filled.push_str(rest);
        } else {
            filled.push('{');
            filled.push_str(part);
        }
    }
    filled
}

/// The labels of a file, in its order: choices are offered in this order.
#[derive(Debug, Default)]
pub(super) struct Entries(pub(super) Vec<(String, Label)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of labels: { \"key\": \"text\" }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries: Vec<(String, Label)> = Vec::new();
                let mut known = BTreeSet::new();
                while let Some(key) = map.next_key::<String>()? {
                    let label = map.next_value().map_err(|_| {
                        A::Error::custom(format!(
                            "“{key}” is neither a text, nor a list of texts, nor an object of texts"
                        ))
                    })?;
                    if !known.insert(key.clone()) {
                        return Err(A::Error::custom(format!("“{key}” occurs twice")));
                    }
                    entries.push((key, label));
                }
                Ok(Entries(entries))
            }
        }

        from.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_into_their_places_and_nothing_in_them_is_a_place() {
        let name = "{level} & Co";
        assert_eq!(
            fill(
                "{name}: {level}{more}",
                &[("name", &name), ("level", &3), ("more", &"")]
            ),
            "{level} & Co: 3"
        );
        assert_eq!(
            fill("a { b {name}, {unknown}", &[("name", &"x")]),
            "a { b x, {unknown}"
        );
    }

    #[test]
    fn a_file_keeps_its_order_and_has_each_key_once() {
        let read = |text| serde_json::from_str::<Entries>(text);
        let entries = read(r#"{"b": "x", "a": {"one": "y", "other": "z"}, "c": ["p"]}"#).unwrap();
        let keys: Vec<&str> = entries.0.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["b", "a", "c"]);
        let twice = read(r#"{"b": "x", "b": "y"}"#).unwrap_err().to_string();
        assert!(twice.contains("“b” occurs twice"), "{twice}");
        let number = read(r#"{"b": 3}"#).unwrap_err().to_string();
        assert!(number.contains("“b” is neither"), "{number}");
    }
}
