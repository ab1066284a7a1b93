// A window's state is one hash per queue, beside the queue's keys and in their slot:
//   '<rank>'            jobs in the window           'closed:<rank>'  the fast path is closed
//   '<rank>:<tenant>'   that tenant's jobs in it
// Counts are raised when a place is booked and lowered when the job has ended. They drift when a
// process dies in between; the reconciler overwrites them with the truth.

const STATE = `
local ranks = {'1', '2', '3', '4'}
local function state()
  local fields = {}
  for i, rank in ipairs(ranks) do
    fields[i] = rank
    fields[i + 4] = 'closed:' .. rank
  end
  return redis.call('HMGET', KEYS[1], unpack(fields))
end
`;

/**
 * ARGV: limit, '1' to heed and set the closed flags, then (rank, tenant, jobs, tenant's limit)*.
 * Answers how many places each got, then the state.
 */
export const BOOK = `${STATE}
local function count(field) return tonumber(redis.call('HGET', KEYS[1], field) or '0') end
local limit, heed = tonumber(ARGV[1]), ARGV[2] == '1'
local got = {}
for i = 3, #ARGV, 4 do
  local rank, wanted = ARGV[i], tonumber(ARGV[i + 2])
  local ofTenant = rank .. ':' .. ARGV[i + 1]
  local places = 0
  if not (heed and redis.call('HEXISTS', KEYS[1], 'closed:' .. rank) == 1) then
    places = math.min(wanted, limit - count(rank), tonumber(ARGV[i + 3]) - count(ofTenant))
    places = math.max(0, places)
    if places > 0 then
      redis.call('HINCRBY', KEYS[1], rank, places)
      redis.call('HINCRBY', KEYS[1], ofTenant, places)
    end
    if heed and places < wanted then redis.call('HSET', KEYS[1], 'closed:' .. rank, '1') end
  end
  got[#got + 1] = places
end
return {got, state()}
`;

/** ARGV: (rank, tenant, jobs)*. A count never falls below none. */
export const GIVE_BACK = `
local function lower(field, by)
  if redis.call('HINCRBY', KEYS[1], field, -by) <= 0 then redis.call('HDEL', KEYS[1], field) end
end
for i = 1, #ARGV, 3 do
  lower(ARGV[i], ARGV[i + 2])
  lower(ARGV[i] .. ':' .. ARGV[i + 1], ARGV[i + 2])
end
`;

/** ARGV: (field, count)*. Replaces every count, leaves the flags. */
export const CORRECT = `
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, 7) ~= 'closed:' then redis.call('HDEL', KEYS[1], field) end
end
for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
`;
