//! Hands the command line to [`timeline::cli`] and its exit code to the shell.

fn main() -> std::process::ExitCode {
    timeline::cli::main()
}
