"""Write the vault and the store so that each function can be changed in one place.

    python -m tests.faults.changing

Only in a copy: the sources are written over. Each file then holds, beside every function, the
function once more for each change of it, and mutmut's switch, which the name in
`MUTANT_UNDER_TEST` turns.
"""

import ast
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents

PLACES = ("vault", "store")


def undecorated(source: str) -> str:
    """Return the source with `@property` and its like as `name = property(name)`.

    mutmut leaves out what is decorated, since the name would be given away twice.
    """
    lines = source.splitlines()
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for function in sorted(functions, key=lambda node: node.lineno, reverse=True):
        for decorator in function.decorator_list:
            how = ast.unparse(decorator)
            if how == "classmethod":
                continue
            name = function.name
            within = " " * function.col_offset
            if how.endswith(".setter"):
                lines[function.lineno - 1] = lines[function.lineno - 1].replace(
                    f"def {name}", f"def _set_{name}"
                )
                name = f"_set_{name}"
            lines.insert(function.end_lineno or 0, f"{within}{function.name} = {how}({name})")
            del lines[decorator.lineno - 1]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every file of the two rooms anew."""
    for place in PLACES:
        for path in sorted(Path("src/regret_tui", place).glob("*.py")):
            source = undecorated(path.read_text("utf-8"))
            path.write_text(mutate_file_contents(str(path), source).code, "utf-8")


if __name__ == "__main__":
    main()
