import { defineFindings } from './finding.ts';
import type { Finding } from './contract.ts';
import { isOn, numberOf, textOf, usesRedis, type Settings } from './settings.ts';

export interface RedisFacts {
	readonly settings: Settings;
	/** null: none is configured. */
	readonly state: { readonly answers: boolean; readonly maxmemoryPolicy: string | null } | null;
	/** Processes that answer requests. */
	readonly instances: number;
	/** The options of Node, from the environment and the command line. */
	readonly nodeOptions: string;
}

export const redisFindings = defineFindings('redis', {
	'redis-unreachable': {
		severity: 'error',
		found: {
			en: 'Redis does not answer. BeBetter works without it; Directus does not start while it is away.',
			ar: 'لا يستجيب Redis. يعمل BeBetter من دونه، لكن Directus لا يبدأ في غيابه.',
		},
		remedy: {
			en: 'Start Redis, or correct REDIS_HOST, REDIS_PORT, REDIS_PASSWORD or BEBETTER_REDIS_URL.',
			ar: 'شغّل Redis أو صحّح REDIS_HOST أو REDIS_PORT أو REDIS_PASSWORD أو BEBETTER_REDIS_URL.',
		},
	},
	'redis-address-only': {
		severity: 'warning',
		found: {
			en: 'REDIS holds the whole address, and then Directus reads no other REDIS_ variable: retries, TLS and database are ignored.',
			ar: 'المتغير REDIS يحوي العنوان كله، فلا يقرأ Directus غيره من متغيرات REDIS_: تُهمل المحاولات وTLS ورقم القاعدة.',
		},
		remedy: {
			en: 'Set REDIS_HOST and REDIS_PORT (REDIS_PASSWORD, REDIS_DB) and remove REDIS.',
			ar: 'عيّن REDIS_HOST وREDIS_PORT (وREDIS_PASSWORD وREDIS_DB) واحذف REDIS.',
		},
	},
	'redis-retries': {
		severity: 'error',
		found: {
			en: 'REDIS_MAX_RETRIES_PER_REQUEST is not 1: Directus ends itself about 10 s after Redis goes away.',
			ar: 'المتغير REDIS_MAX_RETRIES_PER_REQUEST ليس 1: يتوقف Directus بعد نحو 10 ثوانٍ من غياب Redis.',
		},
		remedy: {
			en: 'Set REDIS_MAX_RETRIES_PER_REQUEST=1.',
			ar: 'عيّن REDIS_MAX_RETRIES_PER_REQUEST=1.',
		},
	},
	'redis-rejections': {
		severity: 'error',
		found: {
			en: 'NODE_OPTIONS has no --unhandled-rejections=warn: an error of Redis that Directus does not catch ends the process.',
			ar: 'لا يحوي NODE_OPTIONS الخيار --unhandled-rejections=warn: خطأ من Redis لا يلتقطه Directus يوقف العملية.',
		},
		remedy: {
			en: 'Set NODE_OPTIONS=--unhandled-rejections=warn.',
			ar: 'عيّن NODE_OPTIONS=--unhandled-rejections=warn.',
		},
	},
	'redis-synchronization': {
		severity: 'warning',
		found: {
			en: 'SYNCHRONIZATION_STORE is not redis: with several instances each runs every schedule of Directus.',
			ar: 'المتغير SYNCHRONIZATION_STORE ليس redis: مع عدة نسخ تنفّذ كل نسخة كل جدول من جداول Directus.',
		},
		remedy: { en: 'Set SYNCHRONIZATION_STORE=redis.', ar: 'عيّن SYNCHRONIZATION_STORE=redis.' },
	},
	'redis-missing': {
		severity: 'warning',
		found: {
			en: '{instances} instances run without Redis: schedules of Directus run once on each, and settings reach the others late.',
			ar: '{instances} نسخ تعمل بلا Redis: تتكرر جداول Directus على كل نسخة وتتأخر الإعدادات عن غيرها.',
		},
		remedy: {
			en: 'Set REDIS_HOST, REDIS_PORT and SYNCHRONIZATION_STORE=redis on all of them, as docker-compose.yml does.',
			ar: 'عيّن REDIS_HOST وREDIS_PORT وSYNCHRONIZATION_STORE=redis عليها كلها كما في docker-compose.yml.',
		},
	},
	'redis-eviction': {
		severity: 'warning',
		found: {
			en: 'Redis throws keys away when its memory is full (maxmemory-policy {policy}): waiting jobs may go first.',
			ar: 'يتخلص Redis من المفاتيح عند امتلاء ذاكرته (maxmemory-policy {policy}): قد تُفقد مهام منتظرة.',
		},
		remedy: {
			en: 'Set maxmemory-policy noeviction.',
			ar: 'عيّن maxmemory-policy noeviction.',
		},
	},
	'cache-in-redis': {
		severity: 'error',
		found: {
			en: 'Directus’s own cache is on and in Redis: while Redis is away reads become errors.',
			ar: 'ذاكرة Directus المؤقتة مفعّلة وفي Redis: عند غيابه تصبح القراءات أخطاء.',
		},
		remedy: {
			en: 'Set CACHE_ENABLED=false; BeBetter has its own cache.',
			ar: 'عيّن CACHE_ENABLED=false؛ لدى BeBetter ذاكرته المؤقتة.',
		},
	},
});

export function judgeRedis(facts: RedisFacts): Finding[] {
	const { find } = redisFindings;
	const { settings, state, instances } = facts;
	const policy = state?.maxmemoryPolicy ?? null;
	return [
		...(state?.answers === false ? [find('redis-unreachable')] : []),
		...(policy !== null && policy !== 'noeviction' ? [find('redis-eviction', { policy })] : []),
		...(usesRedis(settings) ? judgeHostOptions(facts) : []),
		...(!usesRedis(settings) && instances > 1 ? [find('redis-missing', { instances })] : []),
	];
}

/** Where Directus itself talks to Redis. */
function judgeHostOptions({ settings, nodeOptions }: RedisFacts): Finding[] {
	const { find } = redisFindings;
	const isAddress = textOf(settings, 'REDIS') !== null;
	const survivesRejections = /--unhandled-rejections=(warn|none|warn-with-error-code)/.test(nodeOptions);
	return [
		...(isAddress ? [find('redis-address-only')] : []),
		...(isAddress || numberOf(settings, 'REDIS_MAX_RETRIES_PER_REQUEST') !== 1
			? [find('redis-retries')]
			: []),
		...(survivesRejections ? [] : [find('redis-rejections')]),
		...(textOf(settings, 'SYNCHRONIZATION_STORE') === 'redis' ? [] : [find('redis-synchronization')]),
		...(isOn(settings, 'CACHE_ENABLED') && textOf(settings, 'CACHE_STORE') === 'redis'
			? [find('cache-in-redis')]
			: []),
	];
}
