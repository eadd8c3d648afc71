-- casecheck for Neovim 0.11 and later, which reads this file when `vim.lsp.enable('casecheck')` is called.

return {
  cmd = { 'casecheck', 'lsp' },
  filetypes = { 'yaml', 'json' },
  root_markers = { '.casecheck.yaml', '.git' },
}
