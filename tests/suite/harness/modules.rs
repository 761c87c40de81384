//! The modules of the crate, and which of them use which others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A source file without comments, texts and unit tests.
#[derive(Debug, Default)]
pub(crate) struct Module {
    tokens: Vec<String>,
    /// The names of the modules in its folder, if it is the file of a folder.
    children: BTreeSet<String>,
    imports: Vec<Import>,
}

/// A name that a `use` line brings in.
#[derive(Debug, Clone)]
struct Import {
    /// The path as it is written.
    path: Vec<String>,
    /// The name that it has here; `*` for all of a module.
    name: String,
    is_public: bool,
}

/// The modules by name: the path below `src/` with `/`, without `.rs` and `/mod`. The root is the empty name.
pub(crate) struct Modules(BTreeMap<String, Module>);

impl Modules {
    /// The modules of the crate in a folder, without tests.
    pub(crate) fn of(root: &Path) -> Self {
        let mut modules = BTreeMap::new();
        collect(root, "", &mut modules);
        let names: Vec<String> = modules.keys().cloned().collect();
        for name in names.iter().filter(|name| !name.is_empty()) {
            let (parent, own) = name.rsplit_once('/').unwrap_or(("", name));
            let parent = modules.entry(parent.to_owned()).or_default();
            parent.children.insert(own.to_owned());
        }
        Self(modules)
    }

    /// The names of all modules.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether a module names a library.
    pub(crate) fn knows(&self, module: &str, library: &str) -> bool {
        let follows = |pair: &[String]| pair[0] == library && pair[1] == "::";
        let tokens = &self.0[module].tokens;
        tokens.windows(2).any(follows)
            || self.0[module]
                .imports
                .iter()
                .any(|import| import.path[0] == library)
    }

    /// The modules that a module uses, also through re-exports.
    pub(crate) fn used_by(&self, name: &str) -> BTreeSet<String> {
        let module = &self.0[name];
        let used = |import: &&Import| !import.is_public || module.tokens.contains(&import.name);
        let imported = module.imports.iter().filter(used);
        let mut paths: Vec<Vec<String>> = imported.map(|import| import.path.clone()).collect();
        paths.extend(module.paths_in_place());
        paths
            .iter()
            .filter_map(|path| self.resolve(name, path, 0))
            .filter(|used| used != name)
            .collect()
    }

    /// The module that defines the item of this path; `None` if it is not of this crate.
    fn resolve(&self, from: &str, path: &[String], depth: usize) -> Option<String> {
        let mut at = from.to_owned();
        for (index, part) in path.iter().enumerate() {
            at = match part.as_str() {
                "crate" => String::new(),
                "self" => at,
                "super" => at
                    .rsplit_once('/')
                    .map_or("", |(parent, _)| parent)
                    .to_owned(),
                _ => {
                    let module = self.0.get(&at)?;
                    if module.children.contains(part) {
                        if at.is_empty() {
                            part.clone()
                        } else {
                            format!("{at}/{part}")
                        }
                    } else if index == 0 {
                        return None;
                    } else {
                        let public = module.imports.iter().filter(|_| depth < 8);
                        let re_exported = public
                            .filter(|import| import.name == *part)
                            .find_map(|import| self.resolve(&at, &import.path, depth + 1));
                        return Some(re_exported.unwrap_or(at));
                    }
                }
            };
        }
        Some(at)
    }

    /// The groups of modules of one folder that use each other, directly or through others of the folder; modules below
    /// one of these count as it. All modules in a folder may use what the folder's own file defines.
    pub(crate) fn cycles(&self) -> Vec<Vec<String>> {
        let mut direct: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in self.names() {
            for used in self.used_by(name) {
                if let Some((user, used)) = in_common_folder(name, &used) {
                    direct.entry(user).or_default().insert(used);
                }
            }
        }
        let reached: BTreeMap<&String, BTreeSet<&String>> = direct
            .keys()
            .map(|name| {
                let mut seen = BTreeSet::new();
                let mut open = vec![name];
                while let Some(next) = open.pop() {
                    let used = direct.get(next).into_iter().flatten();
                    open.extend(used.filter(|used| seen.insert(*used)));
                }
                (name, seen)
            })
            .collect();
        let uses =
            |one: &String, other: &String| reached.get(one).is_some_and(|r| r.contains(other));
        let groups: BTreeSet<Vec<String>> = reached
            .keys()
            .filter(|name| uses(name, name))
            .map(|name| {
                let group = reached[*name].iter().filter(|other| uses(other, name));
                group.map(ToString::to_string).collect()
            })
            .collect();
        groups.into_iter().collect()
    }
}

/// The two modules of one folder that these two are, or are below; `None` if one of the two is above the other.
fn in_common_folder(one: &str, other: &str) -> Option<(String, String)> {
    let (mut one, mut other) = (one.split('/'), other.split('/'));
    let mut folder = String::new();
    loop {
        match (one.next()?, other.next()?) {
            (one, other) if one != other || one.is_empty() => {
                let below = |name: &str| format!("{folder}{name}");
                let is_root = one.is_empty() || other.is_empty();
                return (!is_root).then(|| (below(one), below(other)));
            }
            (same, _) => folder = format!("{folder}{same}/"),
        }
    }
}

impl Module {
    fn read(source: &str) -> Self {
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let (mut kept, mut imports) = (Vec::new(), Vec::new());
        let mut tokens = tokens(code).into_iter().peekable();
        while let Some(token) = tokens.next() {
            // `use<>` says what a type captures.
            if token != "use" || tokens.peek().is_some_and(|next| next == "<") {
                kept.push(token);
                continue;
            }
            let is_public = kept.last().is_some_and(|last| last == "pub" || last == ")");
            let line: Vec<String> = tokens.by_ref().take_while(|token| token != ";").collect();
            for path in trees(&line) {
                imports.push(import(path, is_public));
            }
        }
        Self {
            tokens: kept,
            imports,
            ..Self::default()
        }
    }

    /// The paths that the code names in place.
    fn paths_in_place(&self) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        let begins = |at: usize| {
            let token = self.tokens[at].as_str();
            let follows = self.tokens.get(at + 1).is_some_and(|next| next == "::");
            let continues = at > 0 && self.tokens[at - 1] == "::";
            let known =
                ["crate", "super", "self"].contains(&token) || self.children.contains(token);
            follows && !continues && (known || self.imported(token).is_some())
        };
        for at in (0..self.tokens.len()).filter(|at| begins(*at)) {
            let path = self.tokens[at..].chunks(2);
            let whole = path
                .clone()
                .take_while(|pair| pair.get(1).is_some_and(|next| next == "::"));
            let length = whole.count() + 1;
            let mut path: Vec<String> = path.take(length).map(|pair| pair[0].clone()).collect();
            if let Some(import) = self.imported(&path[0]) {
                path.splice(..1, import.path.clone());
            }
            paths.push(path);
        }
        paths
    }

    /// The `use` line that a name is from.
    fn imported(&self, name: &str) -> Option<&Import> {
        self.imports.iter().find(|import| import.name == name)
    }
}

fn import(mut path: Vec<String>, is_public: bool) -> Import {
    let mut name = path.last().cloned().unwrap_or_default();
    if let Some(at) = path.iter().position(|part| part == "as") {
        path.truncate(at);
    }
    if path
        .last()
        .is_some_and(|last| last == "self" && path.len() > 1)
    {
        path.pop();
        name = path.last().cloned().unwrap_or_default();
    }
    if path.last().is_some_and(|last| last == "*") {
        path.pop();
    }
    Import {
        path,
        name,
        is_public,
    }
}

/// The paths of a `use` line, with the name after `as`.
fn trees(line: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut outer: Vec<usize> = Vec::new();
    let mut begun = false;
    for token in line.iter().map(String::as_str).chain([","]) {
        match token {
            "::" => {}
            "{" => {
                outer.push(path.len());
                begun = false;
            }
            "," | "}" => {
                if begun {
                    paths.push(path.clone());
                    begun = false;
                }
                path.truncate(outer.last().copied().unwrap_or(0));
                if token == "}" {
                    outer.pop();
                }
            }
            part => {
                path.push(part.to_owned());
                begun = true;
            }
        }
    }
    paths
}

/// Names, `::` and single signs of a source file; comments and texts are left out.
fn tokens(code: &str) -> Vec<String> {
    let chars: Vec<char> = code.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        match chars[at] {
            '/' if next == '/' => at = end_of(&chars, at, &['\n']),
            '/' if next == '*' => at = end_of(&chars, at + 2, &['*', '/']),
            'r' if raw_text(&chars, at).is_some() => at = raw_text(&chars, at).unwrap(),
            '"' => {
                at += 1;
                while chars.get(at).is_some_and(|c| *c != '"') {
                    at += if chars[at] == '\\' { 2 } else { 1 };
                }
                at += 1;
            }
            '\'' if next == '\\' => at = end_of(&chars, at + 3, &['\'']),
            '\'' if chars.get(at + 2) == Some(&'\'') => at += 3,
            ':' if next == ':' => {
                tokens.push("::".to_owned());
                at += 2;
            }
            c if c.is_alphanumeric() || c == '_' => {
                let is_part = |c: &&char| c.is_alphanumeric() || **c == '_';
                let name: String = chars[at..].iter().take_while(is_part).collect();
                at += name.chars().count();
                tokens.push(name);
            }
            c => {
                if !c.is_whitespace() {
                    tokens.push(c.to_string());
                }
                at += 1;
            }
        }
    }
    tokens
}

/// The end of a text such as `r#"…"#`, if one begins here.
fn raw_text(chars: &[char], at: usize) -> Option<usize> {
    let is_inside_name = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    let marks = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let begins = !is_inside_name && chars.get(at + 1 + marks) == Some(&'"');
    let end: Vec<char> = std::iter::once('"').chain(vec!['#'; marks]).collect();
    begins.then(|| end_of(chars, at + marks + 2, &end))
}

/// The place after the next occurrence of these signs.
fn end_of(chars: &[char], from: usize, signs: &[char]) -> usize {
    let rest = chars.get(from..).unwrap_or_default();
    let found = rest.windows(signs.len()).position(|part| part == signs);
    found.map_or(chars.len(), |found| from + found + signs.len())
}

fn collect(folder: &Path, name: &str, modules: &mut BTreeMap<String, Module>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let own = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if matches!(own.as_str(), "tests" | "testing") {
            continue;
        }
        let below = if name.is_empty() {
            own.clone()
        } else {
            format!("{name}/{own}")
        };
        if path.is_dir() {
            collect(&path, &below, modules);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let module = if matches!(own.as_str(), "mod" | "lib") {
                name
            } else {
                &below
            };
            modules.insert(
                module.to_owned(),
                Module::read(&fs::read_to_string(&path).unwrap()),
            );
        }
    }
}
