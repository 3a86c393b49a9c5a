import type { JobDefinitionAnswer } from '../../../../domain/operations/jobs/contract.ts';
import { studioLanguage } from '../../shared/language.ts';

/** The jobs' own words are English. */
export const arabicSummaries: Readonly<Record<string, string>> = {
	'recompute-targets': 'يحسب أهداف التغذية من الملفات الشخصية والأهداف؛ ومن بقيت مدخلاته يحتفظ بهدفه',
	'aggregate-fasting': 'يحسب أرقام الصيام لكل شخص من الأحداث',
	'archive-events': 'يعد الأحداث لكل يوم وينقل القديم منها إلى أرشيفات مضغوطة في التخزين',
	'nightly-housekeeping': 'يحسب أرقام الصيام ثم يؤرشف الأحداث القديمة',
	'prune-jobs': 'يحذف صفوف المهام التي انتهت منذ مدة طويلة',
	'publish-screens': 'ينشر الشاشات في الوقت المحدد لها',
	'tick-checks': 'يدوّن أي بنود صفحة اليوم سليمة',
	'security-digest': 'يحذف صفوف الأمان القديمة ويأخذ بصمات الأسرار ويخبر المسؤولين كل اثنين بما تغيّر',
	'care-for-database': 'ينظّف الجداول ويحلّلها ويحذف الجلسات المنتهية ويسجّل الأحجام',
	'rebuild-index': 'يبني فهرسا في PostgreSQL من جديد دون قفل جدوله',
	'check-integrity': 'يبحث عن صفوف تخالف قواعد سلامة البيانات ويحفظ عددها وأمثلة منها',
	'verify-installation': 'يشغّل الفحص والتحقق ويحفظ تقريريهما',
	'back-up': 'يأخذ نسخة احتياطية من المشروع ويقرؤها ثانية ويحذف ما لم يعد يُحفظ',
	'verify-backup': 'يقرأ نسخة احتياطية حتى نهايتها ويقارنها بما كُتب',
	'drill-backup': 'يستعيد نسخة احتياطية فعلا ويقارن كل صف ويقيس مدة التعافي',
};

/** What a job does, in the person's language where there are words for it. */
export const summaryOf = ({ name, summary }: Pick<JobDefinitionAnswer, 'name' | 'summary'>): string =>
	(studioLanguage() === 'ar' && arabicSummaries[name]) || summary;
