import type { SignalName } from '../signals.ts';
import type { Bilingual } from './rule.ts';

export type Unit = 'state' | 'count' | 'ratio' | 'seconds' | 'hours' | 'days';

/** What each signal is called before people. */
export const signalTitles: Readonly<Record<SignalName, Bilingual>> = {
	database_up: { en: 'Database answers', ar: 'استجابة قاعدة البيانات' },
	redis_up: { en: 'Redis answers', ar: 'استجابة Redis' },
	http_requests_5m: { en: 'Requests in 5 minutes', ar: 'الطلبات خلال 5 دقائق' },
	http_error_ratio_5m: { en: 'Share of failed requests', ar: 'نسبة الطلبات الفاشلة' },
	http_p95_seconds_5m: {
		en: 'Time of the slowest twentieth of answers',
		ar: 'زمن أبطأ جزء من عشرين من الردود',
	},
	release_error_growth_ratio: {
		en: 'Failures compared with before the release',
		ar: 'الإخفاقات مقارنة بما قبل الإصدار',
	},
	process_cpu_ratio: { en: 'Processor use', ar: 'استخدام المعالج' },
	memory_ratio: { en: 'Memory use', ar: 'استخدام الذاكرة' },
	disk_used_ratio: { en: 'Disk use', ar: 'استخدام القرص' },
	database_connections_ratio: { en: 'Database connections in use', ar: 'اتصالات قاعدة البيانات المستخدمة' },
	pool_pending: { en: 'Requests waiting for a connection', ar: 'الطلبات التي تنتظر اتصالا' },
	clock_skew_seconds: { en: 'Difference of the clocks', ar: 'فرق الساعات' },
	job_queue_oldest_seconds: { en: 'Longest wait of a job', ar: 'أطول انتظار لمهمة' },
	job_dead_letters: { en: 'Jobs given up', ar: 'مهام فشلت نهائيا' },
	nightly_age_hours: { en: 'Time since the nightly run', ar: 'الوقت منذ العمل الليلي' },
	backup_age_hours: { en: 'Age of the last backup', ar: 'عمر آخر نسخة احتياطية' },
	backup_rows_lost_ratio: {
		en: 'Rows that a table lost since the backup before',
		ar: 'ما فقده جدول من صفوفه منذ النسخة السابقة',
	},
	restore_test_age_days: { en: 'Time since restoring was tried', ar: 'الوقت منذ آخر تجربة استعادة' },
	integrity_errors: { en: 'Integrity errors', ar: 'أخطاء سلامة البيانات' },
	integrity_age_hours: { en: 'Time since the integrity check', ar: 'الوقت منذ فحص سلامة البيانات' },
	login_failures_10m: { en: 'Failed log-ins in 10 minutes', ar: 'محاولات الدخول الفاشلة خلال 10 دقائق' },
	login_failures_growth_ratio: {
		en: 'Failed log-ins compared with the week before',
		ar: 'محاولات الدخول الفاشلة مقارنة بالأسبوع السابق',
	},
	rate_limited_5m: { en: 'Refused as too many in 5 minutes', ar: 'المرفوض لكثرته خلال 5 دقائق' },
	secrets_overdue: { en: 'Secrets past their age', ar: 'أسرار تجاوزت عمرها' },
	certificate_days_left: { en: 'Certificate is valid for', ar: 'مدة صلاحية الشهادة المتبقية' },
	doctor_errors: { en: 'Errors found by the doctor', ar: 'أخطاء وجدها الفحص' },
	verify_errors: { en: 'Errors found by verify', ar: 'أخطاء وجدها التحقق' },
};

/** Signals say their unit in their names. */
export function unitOf(signal: SignalName): Unit {
	if (signal.endsWith('_up')) return 'state';
	if (signal.includes('ratio')) return 'ratio';
	if (signal.includes('seconds')) return 'seconds';
	if (signal.endsWith('_hours')) return 'hours';
	return signal.includes('days') ? 'days' : 'count';
}
