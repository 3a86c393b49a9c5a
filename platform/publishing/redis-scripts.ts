/*
 * The floors are one hash: for each tag (`t:<tag>`) the revision of its last retirement, in `*` the revision below
 * which nothing may be read, and in `@` the revision up to which every retirement is known. Redis may lose any of
 * it, restart with an old copy, or be out of reach while something is retired: then `@` falls behind, and a reader
 * who knows a newer revision is not answered.
 */

/**
 * Stores an entry unless it is older than what is there or than a retirement of one of its tags.
 * KEYS: entry, floors. ARGV: revision, lifetime in ms, tags as JSON, meta, three bodies, the fields of the tags.
 */
export const putScript = `
local revision = ARGV[1]
local common = redis.call('HGET', KEYS[2], '*')
if common and common > revision then return 0 end
for i = 8, #ARGV do
	local floor = redis.call('HGET', KEYS[2], ARGV[i])
	if floor and floor > revision then return 0 end
end
local held = redis.call('HGET', KEYS[1], 'revision')
if held and held > revision then return 0 end
redis.call('HSET', KEYS[1], 'revision', revision, 'tags', ARGV[3], 'meta', ARGV[4], 'identity', ARGV[5], 'br', ARGV[6], 'gzip', ARGV[7])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;

/**
 * Reads an entry that is not older than a retirement. KEYS: entry, floors. ARGV: the revision that the reader knows.
 * Answers `behind` when retirements up to there are missing.
 */
export const getScript = `
local floors = redis.call('HMGET', KEYS[2], '@', '*')
if not floors[1] or floors[1] < ARGV[1] then return { 'behind' } end
local held = redis.call('HMGET', KEYS[1], 'revision', 'tags', 'meta', 'identity', 'br', 'gzip')
if not held[1] then return false end
if floors[2] and floors[2] > held[1] then return false end
for _, tag in ipairs(cjson.decode(held[2])) do
	local floor = redis.call('HGET', KEYS[2], 't:' .. tag)
	if floor and floor > held[1] then return false end
end
return { held[2], held[3], held[4], held[5], held[6] }`;

const raise = `
local function raise(field, revision)
	local floor = redis.call('HGET', KEYS[1], field)
	if not floor or floor < revision then redis.call('HSET', KEYS[1], field, revision) end
end`;

/**
 * Makes everything with one of the tags unreadable that is older than a revision, at once and whatever is stored.
 * KEYS: floors. ARGV: revision, the revision up to which retirements have to be known, lifetime in ms, most fields,
 * the fields of the tags.
 */
export const retireScript = `${raise}
local revision = ARGV[1]
local complete = redis.call('HGET', KEYS[1], '@')
if complete and complete >= ARGV[2] then
	for i = 5, #ARGV do raise(ARGV[i], revision) end
else
	raise('*', revision)
end
raise('@', revision)
if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[4]) then
	local newest = redis.call('HGET', KEYS[1], '@')
	redis.call('DEL', KEYS[1])
	redis.call('HSET', KEYS[1], '*', newest, '@', newest)
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;

/** Makes everything older unreadable. KEYS: floors. ARGV: revision, lifetime in ms. */
export const clearScript = `${raise}
raise('*', ARGV[1])
raise('@', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;
