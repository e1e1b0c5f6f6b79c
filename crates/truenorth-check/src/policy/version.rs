//! Whether a version of the tool meets a requirement.

/// A version: major, minor and patch.
type Version = [u64; 3];

/// Whether the version `own` meets all comparisons of `wanted`, such as `>=0.1, <2`; `None` if that is no requirement.
/// A version without a sign means it and all later ones with the same first number that is not 0, as Cargo reads it.
pub(super) fn meets(own: &str, wanted: &str) -> Option<bool> {
    let (own, _) = parse(own.split(['-', '+']).next()?)?;
    let mut all = true;
    for part in wanted.split(',') {
        let part = part.trim();
        let digits = part.trim_start_matches(['<', '>', '=', '^', '~']);
        let sign = part.strip_suffix(digits)?;
        let (least, given) = parse(digits.trim())?;
        // A part that is not written stands for any: `<=1` allows 1.9, and `>1` begins at 2.
        let next = after(least, given)?;
        all &= match sign {
            ">=" => own >= least,
            ">" => own >= next,
            "<" => own < least,
            "<=" => own < next,
            "=" => least <= own && own < next,
            "" | "^" => {
                let leading = least.iter().position(|part| *part != 0).unwrap_or(given.saturating_sub(1));
                least <= own && own < after(least, (leading + 1).min(given))?
            }
            "~" => least <= own && own < after(least, given.min(2))?,
            _ => return None,
        };
    }
    Some(all)
}

/// The version and how many of its parts are written.
fn parse(text: &str) -> Option<(Version, usize)> {
    let mut version = [0; 3];
    let mut given = 0;
    for part in text.split('.') {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        *version.get_mut(given)? = digits.then(|| part.parse().ok())??;
        given += 1;
    }
    Some((version, given))
}

/// The first version after all those that begin with the first `given` parts of this one.
fn after(version: Version, given: usize) -> Option<Version> {
    let mut next = [0; 3];
    for (part, (to, from)) in next.iter_mut().zip(version).enumerate().take(given) {
        *to = if part + 1 == given { from.checked_add(1)? } else { from };
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::meets;

    #[test]
    fn requirements_are_read_as_cargo_reads_them() {
        for (wanted, own) in [
            (">=0.1", "0.1.0"),
            (">=0.1, <2", "1.9.9"),
            ("=0.1", "0.1.7"),
            ("0.1", "0.1.3"),
            ("^1.2", "1.9.0"),
            ("~1.2", "1.2.9"),
            ("<=1", "1.9.0"),
            (">0.9", "1.0.0"),
            ("0", "0.9.0"),
            (">= 0.1", "0.2.0-beta"),
        ] {
            assert_eq!(meets(own, wanted), Some(true), "{own} {wanted}");
        }
        for (wanted, own) in [
            (">=0.2", "0.1.9"),
            (">=0.1, <2", "2.0.0"),
            ("=0.1", "0.2.0"),
            ("0.1", "0.2.0"),
            ("^1.2", "2.0.0"),
            ("^1.2", "1.1.0"),
            ("~1.2", "1.3.0"),
            ("<=1", "2.0.0"),
            (">1", "1.9.0"),
        ] {
            assert_eq!(meets(own, wanted), Some(false), "{own} {wanted}");
        }
        for wanted in ["", ">=", "one", "1.2.3.4", "=>1", "1..2", ">=1,,<2", "+1", "18446744073709551616"] {
            assert_eq!(meets("0.1.0", wanted), None, "{wanted}");
        }
    }
}
