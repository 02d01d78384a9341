"""Start the program."""

def main() -> None:
    """Hand over to the command line."""


if __name__ == "__main__":
    main()
