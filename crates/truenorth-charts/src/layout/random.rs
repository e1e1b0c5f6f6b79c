//! A tiny generator of repeatable numbers for kicks.

/// Xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators", 2016).
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        // A state of zero would stay zero.
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below the end, 0 where there is none: the same part of the whole for ends that differ little, so that a plan
    /// with one goal more is searched alike. The bias does not matter here.
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_repeat_stay_below_their_end_and_hardly_change_with_it() {
        let drawn = |seed, end| {
            let mut random = Random::new(seed);
            (0..1000).map(|_| random.below(end)).collect::<Vec<usize>>()
        };
        assert_eq!(drawn(7, 50), drawn(7, 50));
        assert_ne!(drawn(7, 50), drawn(8, 50));
        assert!((0..50).all(|number| drawn(7, 50).contains(&number)) && drawn(7, 50).iter().all(|n| *n < 50));
        assert!(drawn(7, 50).iter().zip(drawn(7, 51)).all(|(few, more)| more - few <= 1));
        assert_eq!(drawn(7, 0), [0; 1000]);
    }
}
