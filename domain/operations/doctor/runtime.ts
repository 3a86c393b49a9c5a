import { defineFindings } from './finding.ts';
import type { Finding } from './contract.ts';
import { isOn, textOf, type Settings } from './settings.ts';

export interface RuntimeFacts {
	readonly settings: Settings;
	/** Such as 22.23.3. */
	readonly node: string;
	/** Of Directus; null when nobody knows. */
	readonly directus: string | null;
	/** IANA name that the process goes by. */
	readonly timeZone: string;
	/** Whether TZ names a zone; Node silently takes UTC for what it does not know. */
	readonly isZoneKnown: boolean;
	/** Processes of this project that were seen lately, this one included. */
	readonly processes: number;
	/** Used share of each place that is written to, from 0 to 1. */
	readonly disks: readonly { readonly path: string; readonly used: number }[];
	/** How far this clock is before the database's, s; null where the database has none of its own. */
	readonly clockSkewSeconds: number | null;
}

export const runtimeFindings = defineFindings('runtime', {
	'node-unsupported': {
		severity: 'error',
		found: {
			en: 'Node {version} runs this process; Directus needs 22.',
			ar: 'يعمل على Node {version}، وDirectus يحتاج إلى 22.',
		},
		remedy: {
			en: 'Use Node 22, as the image of Directus has it.',
			ar: 'استعمل Node 22 كما في صورة Directus.',
		},
	},
	'directus-unsupported': {
		severity: 'error',
		found: {
			en: 'Directus {version} is not supported.',
			ar: 'إصدار Directus {version} غير مدعوم.',
		},
		remedy: {
			en: 'Use Directus 12.4.0 or 11.17.4, on which BeBetter is tested.',
			ar: 'استعمل Directus 12.4.0 أو 11.17.4، وعليهما يُختبر BeBetter.',
		},
	},
	'directus-untested': {
		severity: 'info',
		found: {
			en: 'Directus {version} should work; BeBetter is tested on 12.4.0 and 11.17.4.',
			ar: 'يُفترض أن يعمل Directus {version}؛ يُختبر BeBetter على 12.4.0 و11.17.4.',
		},
		remedy: {
			en: 'Run "directus bebetter verify" after each upgrade of Directus.',
			ar: 'شغّل "directus bebetter verify" بعد كل ترقية لـ Directus.',
		},
	},
	'time-zone-invalid': {
		severity: 'error',
		found: {
			en: 'TZ names no time zone, so Node takes UTC without a word.',
			ar: 'المتغير TZ لا يسمّي منطقة زمنية، فيعتمد Node على UTC دون تنبيه.',
		},
		remedy: { en: 'Set TZ=UTC.', ar: 'عيّن TZ=UTC.' },
	},
	'time-zone-not-utc': {
		severity: 'warning',
		found: {
			en: 'The process goes by {zone}: flows with a schedule run by its clock, and twice or never when it changes.',
			ar: 'تعمل العملية بتوقيت {zone}: تتبعه مسارات العمل المجدولة، وقد تتكرر أو تفوت عند تغيّر التوقيت.',
		},
		remedy: { en: 'Set TZ=UTC on every process.', ar: 'عيّن TZ=UTC لكل عملية.' },
	},
	'extensions-optional': {
		severity: 'warning',
		found: {
			en: 'EXTENSIONS_MUST_LOAD is off: when the bundle fails to load, Directus runs without its rules and nobody notices.',
			ar: 'المتغير EXTENSIONS_MUST_LOAD معطّل: إن تعذّر تحميل الحزمة عمل Directus بلا قواعدها ولن يلاحظ أحد.',
		},
		remedy: { en: 'Set EXTENSIONS_MUST_LOAD=true.', ar: 'عيّن EXTENSIONS_MUST_LOAD=true.' },
	},
	'schema-freeze-off': {
		severity: 'warning',
		found: {
			en: 'CACHE_SCHEMA_FREEZE_ENABLED is off: Directus copies its schema for every request, 3 to 5 times slower.',
			ar: 'المتغير CACHE_SCHEMA_FREEZE_ENABLED معطّل: ينسخ Directus المخطط مع كل طلب فيبطؤ من 3 إلى 5 مرات.',
		},
		remedy: {
			en: 'Set CACHE_SCHEMA_FREEZE_ENABLED=true.',
			ar: 'عيّن CACHE_SCHEMA_FREEZE_ENABLED=true.',
		},
	},
	'debug-on': {
		severity: 'warning',
		found: {
			en: '{names}: the log has details, at "trace" also the values of every query, people’s data among them.',
			ar: '{names}: تظهر تفاصيل في السجل، وعند "trace" قيم كل استعلام ومنها بيانات الناس.',
		},
		remedy: {
			en: 'Set LOG_LEVEL=info, NODE_ENV=production, and remove DEBUG.',
			ar: 'عيّن LOG_LEVEL=info وNODE_ENV=production واحذف DEBUG.',
		},
	},
	'retention-off': {
		severity: 'info',
		found: {
			en: 'RETENTION_ENABLED is off: activity, revisions and logs of flows grow for ever.',
			ar: 'المتغير RETENTION_ENABLED معطّل: ينمو سجل النشاط والمراجعات وسجلات المسارات بلا حد.',
		},
		remedy: {
			en: 'Set RETENTION_ENABLED=true; Directus then keeps 90 days.',
			ar: 'عيّن RETENTION_ENABLED=true ليحتفظ Directus بتسعين يومًا.',
		},
	},
	'storage-local': {
		severity: 'warning',
		found: {
			en: 'Uploads go to a local folder while {processes} processes run: one finds what another wrote only if they share it.',
			ar: 'تُحفظ الملفات في مجلد محلي مع {processes} عمليات: لا تجد عملية ما كتبته أخرى إلا إذا كان المجلد مشتركًا.',
		},
		remedy: {
			en: 'Use a bucket (STORAGE_LOCATIONS=s3), or one volume that all processes mount.',
			ar: 'استعمل حاوية تخزين (STORAGE_LOCATIONS=s3) أو وحدة تخزين واحدة تشترك فيها كل العمليات.',
		},
	},
	'disk-filling': {
		severity: 'warning',
		found: { en: 'A disk is more than 85 % full.', ar: 'قرص امتلأ بأكثر من 85 %.' },
		remedy: {
			en: 'Make room or a larger disk before it is full: archives, old backups, logs.',
			ar: 'وفّر مساحة أو قرصًا أكبر قبل أن يمتلئ: الأرشيف والنسخ القديمة والسجلات.',
		},
	},
	'disk-full': {
		severity: 'error',
		found: { en: 'A disk is more than 95 % full.', ar: 'قرص امتلأ بأكثر من 95 %.' },
		remedy: {
			en: 'Make room now: writing to the database and to files fails when it is full.',
			ar: 'وفّر مساحة الآن: تفشل الكتابة في قاعدة البيانات والملفات عند امتلائه.',
		},
	},
	'clock-skew': {
		severity: 'warning',
		found: {
			en: 'This clock and the database’s are {seconds} s apart.',
			ar: 'الفرق بين ساعة هذا الجهاز وساعة قاعدة البيانات {seconds} ث.',
		},
		remedy: {
			en: 'Have both machines synchronise their clocks (NTP): tokens, events and schedules go by them.',
			ar: 'زامن ساعتي الجهازين (NTP): تعتمد عليهما الرموز والأحداث والجداول.',
		},
	},
});

const longestSkewSeconds = 2;

export function judgeRuntime(facts: RuntimeFacts): Finding[] {
	const { find } = runtimeFindings;
	const { settings, node, clockSkewSeconds: skew } = facts;
	const full = diskDetails(facts, 0.95, Number.POSITIVE_INFINITY);
	const filling = diskDetails(facts, 0.85, 0.95);
	const talkative = talkativeSettings(settings);
	return [
		...(Number.parseInt(node, 10) < 22 ? [find('node-unsupported', { version: node })] : []),
		...judgeDirectus(facts.directus),
		...judgeZone(facts),
		...(isOn(settings, 'EXTENSIONS_MUST_LOAD') ? [] : [find('extensions-optional')]),
		...(isOn(settings, 'CACHE_SCHEMA_FREEZE_ENABLED') ? [] : [find('schema-freeze-off')]),
		...(talkative.length > 0 ? [find('debug-on', { names: talkative.join(', ') })] : []),
		...(isOn(settings, 'RETENTION_ENABLED') ? [] : [find('retention-off')]),
		...(facts.processes > 1 && storesLocally(settings)
			? [find('storage-local', { processes: facts.processes })]
			: []),
		...(full.length > 0 ? [find('disk-full', {}, full)] : []),
		...(filling.length > 0 ? [find('disk-filling', {}, filling)] : []),
		...(skew !== null && Math.abs(skew) > longestSkewSeconds
			? [find('clock-skew', { seconds: Math.round(skew * 10) / 10 })]
			: []),
	];
}

function judgeDirectus(version: string | null): Finding[] {
	const { find } = runtimeFindings;
	if (version === null) return [];
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const isSupported = major === 12 || (major === 11 && minor >= 17);
	if (!isSupported) return [find('directus-unsupported', { version })];
	const isTested = ['12.4.0', '11.17.4'].includes(version);
	return isTested ? [] : [find('directus-untested', { version })];
}

function judgeZone({ timeZone, isZoneKnown }: RuntimeFacts): Finding[] {
	const { find } = runtimeFindings;
	if (!isZoneKnown) return [find('time-zone-invalid')];
	const isUtc = ['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT'].includes(timeZone);
	return isUtc ? [] : [find('time-zone-not-utc', { zone: timeZone })];
}

function talkativeSettings(settings: Settings): string[] {
	const level = textOf(settings, 'LOG_LEVEL') ?? 'info';
	const mode = textOf(settings, 'NODE_ENV');
	return [
		...(['debug', 'trace', 'silly'].includes(level) ? [`LOG_LEVEL=${level}`] : []),
		...(textOf(settings, 'DEBUG') === null ? [] : ['DEBUG']),
		...(mode === 'development' ? ['NODE_ENV=development'] : []),
	];
}

const storesLocally = (settings: Settings): boolean =>
	(textOf(settings, 'STORAGE_LOCATIONS') ?? 'local')
		.split(',')
		.some((name) => (textOf(settings, `STORAGE_${name.trim().toUpperCase()}_DRIVER`) ?? 'local') === 'local');

const diskDetails = ({ disks }: RuntimeFacts, from: number, below: number): string[] =>
	disks
		.filter(({ used }) => used > from && used <= below)
		.map(({ path, used }) => `${path}: ${Math.floor(used * 100)} %`);
