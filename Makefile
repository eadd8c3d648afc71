# What can be done here; `make help` lists it. Every target sets up what it needs.

PREFIX ?= /usr/local
BINARY := $(CURDIR)/.build/release/casecheck
PHASE := scripts/phase.sh

.DEFAULT_GOAL := help
.PHONY: help demo test build lint format bench install catalog picture clean
# One build at a time: SwiftPM locks its folder, and spreads over the cores by itself.
.NOTPARALLEL:

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 10

demo: build ## build casecheck and show what it finds in the samples (ends with 0 although it finds something)
	@scripts/demo.sh $(BINARY)

test: ## every check there is; what .ci/run calls
	@$(PHASE) setup scripts/setup.sh --tests
	@$(PHASE) lint swift format lint --strict --recursive Package.swift Sources Tests Benchmarks
	@$(PHASE) 'debug build' swift build --build-tests
	@$(PHASE) 'release build' scripts/build-release.sh
	@$(PHASE) schemas scripts/python.sh scripts/check-schemas.py
	@$(PHASE) protocol scripts/python.sh scripts/check-protocol.py $(BINARY)
	@$(PHASE) formats scripts/python.sh scripts/check-formats.py $(BINARY)
	@$(PHASE) picture scripts/python.sh scripts/picture.py $(BINARY) --check
	@$(PHASE) neovim scripts/python.sh scripts/test-neovim.py $(BINARY)
	@if command -v node >/dev/null; then $(PHASE) vscode node scripts/check-vscode.js; \
	else echo 'vscode: NOT CHECKED, since there is no node'; fi
	@CASECHECK_BINARY=$(BINARY) swift test --skip-build --disable-xctest

build: ## the release binary, .build/release/casecheck
	@scripts/setup.sh
	@scripts/build-release.sh

lint: ## hold the style
	@swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

format: ## put the style right
	@swift format --in-place --recursive Package.swift Sources Tests Benchmarks

bench: build ## measure, and print every figure that the documentation gives
	@scripts/bench.sh

install: build ## put casecheck into PREFIX/bin (PREFIX is /usr/local unless given)
	@mkdir -p $(DESTDIR)$(PREFIX)/bin
	@install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/casecheck
	@echo "installed $(DESTDIR)$(PREFIX)/bin/casecheck"

catalog: ## rewrite the Swift files that the schemas are built in from
	@scripts/setup.sh
	@swift run generate-catalog

picture: build ## redraw docs/images/validate.svg from what the program prints
	@python3 scripts/picture.py $(BINARY)

clean: ## remove what was built and installed here
	@rm -rf .build .venv
