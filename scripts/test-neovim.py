#!/usr/bin/env python3
"""Has a real Neovim use the daemon by the set-up in `editors/neovim`.

    scripts/python.sh scripts/test-neovim.py BINARY

Follows editors/neovim/README.md in a folder of its own: `casecheck` on the PATH, the file copied to where Neovim looks.
What is tried then stands in scripts/test-neovim.lua. Ends with 1 where something is not as it should be.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder).resolve()
        programs = home / "bin"
        programs.mkdir()
        (programs / "casecheck").symlink_to(binary)
        servers = home / ".config/nvim/lsp"
        servers.mkdir(parents=True)
        shutil.copy(ROOT / "editors/neovim/lsp/casecheck.lua", servers)
        cases = home / "cases"
        cases.mkdir()
        shutil.copy(ROOT / "samples/.casecheck.yaml", cases)
        sample = shutil.copy(ROOT / "samples/draft.case.yaml", cases)
        environment = {
            "HOME": str(home),
            "PATH": f"{programs}:{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "CASECHECK_SAMPLE": str(sample),
        }
        script = ROOT / "scripts/test-neovim.lua"
        try:
            outcome = subprocess.run(
                ["nvim", "--headless", "-n", "-i", "NONE", "-c", f"luafile {script}"],
                env=environment, stdin=subprocess.DEVNULL, cwd=home, timeout=180,
            )
        except subprocess.TimeoutExpired:
            sys.exit("neovim: did not come to an end")
        sys.exit(outcome.returncode)


main()
