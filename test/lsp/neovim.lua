-- Run by neovim.test.ts in a project, after the setup that docs/editors.md shows: does what a user does, and writes what
-- the user then sees.
local seen = {}

local function finish(fault)
  seen.fault = fault
  vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.SEEN)
  vim.cmd('qall!')
end

local function wait_for(what, holds)
  if not vim.wait(30000, holds, 20) then error('waited in vain for ' .. what) end
end

local function diagnostics(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local code = diagnostic.code or (diagnostic.user_data and diagnostic.user_data.lsp and diagnostic.user_data.lsp.code)
    table.insert(found, { diagnostic.lnum, diagnostic.col, diagnostic.end_col, diagnostic.severity, code, diagnostic.source })
  end
  table.sort(found, function(a, b) return a[1] < b[1] end)
  return found
end

local function shows(buffer, count)
  wait_for(count .. ' findings in ' .. vim.api.nvim_buf_get_name(buffer), function() return #vim.diagnostic.get(buffer) == count end)
  return diagnostics(buffer)
end

local function ask(method, parameters)
  local answers = vim.lsp.buf_request_sync(0, method, parameters, 10000)
  for _, answer in pairs(answers or {}) do return answer.result end
end

local function make(title)
  local parameters = vim.lsp.util.make_range_params()
  parameters.context = { diagnostics = {} }
  for _, action in ipairs(ask('textDocument/codeAction', parameters) or {}) do
    if action.title == title then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      return vim.api.nvim_buf_get_lines(0, 0, -1, false)
    end
  end
end

local function run()
  vim.cmd('edit app/cart.py')
  local cart = vim.api.nvim_get_current_buf()
  seen.first = shows(cart, 1)
  vim.api.nvim_win_set_cursor(0, { 1, 14 })
  seen.hover = ask('textDocument/hover', vim.lsp.util.make_position_params()).contents.value
  seen.fixed = make('Import it as app.orders')
  seen.after_fix = shows(cart, 0)

  vim.cmd('undo')
  shows(cart, 1)
  vim.api.nvim_win_set_cursor(0, { 1, 14 })
  seen.suppressed = make('Suppress relative-import with a reason')
  seen.without_reason = shows(cart, 2)
  vim.api.nvim_buf_set_lines(0, 0, 1, false, { seen.suppressed[1] .. 'moves in March' })
  seen.with_reason = shows(cart, 0)

  vim.cmd('edit app/orders.py')
  local orders = vim.api.nvim_get_current_buf()
  vim.cmd('new app/models.py')
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'class Order:', '    id: int', '    total: int', '    paid: bool' })
  seen.across = shows(orders, 1)

  vim.fn.writefile({ 'root: true', 'rules: { duplicate-type: off }' }, '.compliancerc.yaml')
  seen.after_configuration = shows(orders, 0)

  seen.server = vim.tbl_values(vim.lsp.buf_get_clients(cart))[1].rpc.pid
end

local ok, fault = pcall(run)
finish(not ok and tostring(fault) or nil)
