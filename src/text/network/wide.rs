//! Loops over cells, compiled for the widest registers at hand.

/// Defines a function that is compiled three times, for AVX-512, for AVX2 and for every machine, and
/// runs what the processor has.
///
/// Nothing is fused or reordered, so that the bits are the same. What the body calls must be
/// `#[inline(always)]` to be compiled with it.
#[doc(hidden)]
#[macro_export]
macro_rules! widened {
    (
        $(#[$meta:meta])*
        $vis:vis fn $name:ident $(<const $size:ident: usize>)? ($($argument:ident: $type:ty),* $(,)?)
        $(-> $result:ty)? $body:block
    ) => {
        $(#[$meta])*
        $vis fn $name$(<const $size: usize>)?($($argument: $type),*) $(-> $result)? {
            #[inline(always)]
            fn plain$(<const $size: usize>)?($($argument: $type),*) $(-> $result)? $body
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
                fn avx512$(<const $size: usize>)?($($argument: $type),*) $(-> $result)? {
                    plain$(::<$size>)?($($argument),*)
                }
                #[target_feature(enable = "avx2")]
                fn avx2$(<const $size: usize>)?($($argument: $type),*) $(-> $result)? {
                    plain$(::<$size>)?($($argument),*)
                }
                if is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512dq")
                {
                    // SAFETY: the processor was just asked whether it has these; the first is part of them.
                    return unsafe { avx512$(::<$size>)?($($argument),*) };
                }
                if is_x86_feature_detected!("avx2") {
                    // SAFETY: as above.
                    return unsafe { avx2$(::<$size>)?($($argument),*) };
                }
            }
            plain$(::<$size>)?($($argument),*)
        }
    };
}

pub use widened;
