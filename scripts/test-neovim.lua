-- What scripts/test-neovim.py has Neovim do: open a sample, see findings, complete, hover, mend, quit.
-- Each step waits for its event, up to a limit, and says what it saw.

local limit = 30000

local function fail(message)
  io.stderr:write('neovim: ' .. message .. '\n')
  vim.cmd('cquit 1')
end

local function await(what, condition)
  if not vim.wait(limit, condition, 20) then
    fail('waited in vain for ' .. what)
  end
end

local function request(client, method, line, character)
  local answer
  client:request(method, {
    textDocument = vim.lsp.util.make_text_document_params(0),
    position = { line = line, character = character },
  }, function(err, result)
    answer = { err = err, result = result }
  end, 0)
  await(method, function() return answer ~= nil end)
  if answer.err then
    fail(method .. ': ' .. vim.inspect(answer.err))
  end
  return answer.result
end

local function main()
  vim.lsp.enable('casecheck')
  vim.cmd.edit(vim.env.CASECHECK_SAMPLE)
  if vim.bo.filetype ~= 'yaml' then
    fail('the sample is taken for ' .. vim.bo.filetype)
  end
  local client
  await('the daemon', function()
    client = vim.lsp.get_clients({ bufnr = 0, name = 'casecheck' })[1]
    return client ~= nil and client.initialized
  end)
  local root = client.root_dir
  if vim.uv.fs_realpath(root) ~= vim.uv.fs_realpath(vim.fs.dirname(vim.env.CASECHECK_SAMPLE)) then
    fail('the root is ' .. tostring(root))
  end

  await('findings', function() return #vim.diagnostic.get(0) > 0 end)
  local findings = vim.diagnostic.get(0)
  local finding
  for _, candidate in ipairs(findings) do
    if candidate.code == 'SCH013' and candidate.message:find('go_live_date', 1, true) then finding = candidate end
  end
  if not finding or finding.source ~= 'casecheck' then
    fail('no SCH013 of casecheck among ' .. vim.inspect(findings))
  end
  local line = vim.api.nvim_buf_get_lines(0, finding.lnum, finding.lnum + 1, true)[1]
  if line:sub(finding.col + 1, finding.end_col) ~= 'go_live_date' then
    fail('the finding stands on ' .. line:sub(finding.col + 1, finding.end_col))
  end

  local hover = request(client, 'textDocument/hover', finding.lnum, finding.col + 2)
  if not hover or not hover.contents.value:find('[Gg]o.live') then
    fail('the hover is ' .. vim.inspect(hover))
  end

  -- A key half typed at the end of `metadata`: its completions fit the mapping.
  vim.api.nvim_buf_set_lines(0, finding.lnum + 1, finding.lnum + 1, true, { '  prepared' })
  local completion = request(client, 'textDocument/completion', finding.lnum + 1, 10)
  local items = completion and (completion.items or completion) or {}
  if #items == 0 then
    fail('no completions')
  end
  vim.api.nvim_buf_set_lines(0, finding.lnum + 1, finding.lnum + 2, true, {})

  -- Mended, the finding goes and the others stay.
  vim.api.nvim_buf_set_lines(0, finding.lnum, finding.lnum + 1, true, { line .. ' 2014-04-01' })
  await('the finding to go', function()
    local left = vim.diagnostic.get(0)
    for _, candidate in ipairs(left) do
      if candidate.code == 'SCH013' and candidate.lnum == finding.lnum then return false end
    end
    return #left > 0 and #left < #findings
  end)

  client:stop()
  await('the daemon to end', function() return client:is_stopped() end)
  io.stdout:write(string.format(
    'neovim: %d findings, a hover and %d completions in %s\n', #findings, #items, tostring(vim.version())))
  vim.cmd('qall!')
end

local ok, message = xpcall(main, debug.traceback)
if not ok then
  fail(message)
end
