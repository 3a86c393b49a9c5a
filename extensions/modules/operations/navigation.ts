import type { Language } from '../shared/language.ts';

interface NavigationEntry {
	/** Below `/operations`. */
	readonly path: string;
	readonly icon: string;
	readonly title: Readonly<Record<Language, string>>;
}

/** The pages of the module, in the order of its list. */
export const navigation: readonly NavigationEntry[] = [
	{ path: '', icon: 'today', title: { en: 'Today', ar: 'اليوم' } },
	{ path: 'health', icon: 'monitor_heart', title: { en: 'Health', ar: 'السلامة' } },
	{ path: 'jobs', icon: 'work_history', title: { en: 'Jobs', ar: 'المهام' } },
	{ path: 'integrity', icon: 'rule', title: { en: 'Integrity', ar: 'سلامة البيانات' } },
	{ path: 'backups', icon: 'backup', title: { en: 'Backups', ar: 'النسخ الاحتياطية' } },
	{ path: 'security', icon: 'shield', title: { en: 'Security', ar: 'الأمان' } },
	{ path: 'performance', icon: 'speed', title: { en: 'Performance', ar: 'الأداء' } },
	{ path: 'alerts', icon: 'notifications', title: { en: 'Alerts', ar: 'التنبيهات' } },
	{ path: 'database', icon: 'database', title: { en: 'Database', ar: 'قاعدة البيانات' } },
	{ path: 'doctor', icon: 'stethoscope', title: { en: 'Doctor', ar: 'الفحص' } },
];
