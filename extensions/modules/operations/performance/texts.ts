import { defineTexts } from '../../shared/define-texts.ts';

/** Words of the page Performance. */
export const useTexts = defineTexts({
	en: {
		intro:
			'Of the process that answered, since it began; the last 500 of each, the costliest first. Values are never kept: a question mark stands for each. Refreshes every 10 seconds while you look.',
		slow_requests: 'Slow requests',
		slow_requests_hint: 'That took longer than {threshold} ms (BEBETTER_SLOW_REQUEST_MS).',
		no_slow_requests: 'No request has taken that long.',
		slow_queries: 'Slow statements',
		slow_queries_hint: 'That took longer than {threshold} ms (BEBETTER_SLOW_QUERY_MS).',
		no_slow_queries: 'No statement has taken that long.',
		statements: 'Statements as PostgreSQL counts them',
		statements_hint: 'Of all instances, the slowest on average first (pg_stat_statements).',
		not_installed:
			'PostgreSQL can count every statement of all instances: add pg_stat_statements to its shared_preload_libraries, restart it, and run CREATE EXTENSION pg_stat_statements in this database.',
		not_readable:
			'pg_stat_statements cannot be read now: it has to be in shared_preload_libraries of PostgreSQL, and the database user has to be in the role pg_read_all_stats.',
		no_statements: 'Nothing has been counted yet.',
		shape: 'Shape',
		count: 'How often',
		mean: 'Mean',
		p95: 'p95',
		max: 'Longest',
		last: 'Last',
		total: 'In all',
		rows: 'Rows',
		ms: '{value} ms',
	},
	ar: {
		intro:
			'للعملية التي أجابت منذ بدئها: آخر 500 من كل نوع، والأكثر كلفة أولًا. لا تُحفظ القيم أبدًا، وتحل محل كل منها علامة استفهام. تُحدَّث الصفحة كل 10 ثوانٍ ما دامت ظاهرة.',
		slow_requests: 'الطلبات البطيئة',
		slow_requests_hint: 'التي استغرقت أكثر من {threshold} ملّي ثانية (BEBETTER_SLOW_REQUEST_MS).',
		no_slow_requests: 'لم يستغرق أي طلب هذا الوقت.',
		slow_queries: 'الاستعلامات البطيئة',
		slow_queries_hint: 'التي استغرقت أكثر من {threshold} ملّي ثانية (BEBETTER_SLOW_QUERY_MS).',
		no_slow_queries: 'لم يستغرق أي استعلام هذا الوقت.',
		statements: 'الاستعلامات كما يحصيها PostgreSQL',
		statements_hint: 'لجميع النسخ، والأبطأ في المتوسط أولًا (pg_stat_statements).',
		not_installed:
			'يستطيع PostgreSQL إحصاء كل استعلام لجميع النسخ: أضف pg_stat_statements إلى shared_preload_libraries، وأعد تشغيله، ثم نفّذ CREATE EXTENSION pg_stat_statements في قاعدة البيانات هذه.',
		not_readable:
			'تتعذر قراءة pg_stat_statements الآن: يجب أن تكون ضمن shared_preload_libraries في PostgreSQL، وأن يكون مستخدم قاعدة البيانات في الدور pg_read_all_stats.',
		no_statements: 'لم يُحصَ شيء بعد.',
		shape: 'الشكل',
		count: 'عدد المرات',
		mean: 'المتوسط',
		p95: 'p95',
		max: 'الأطول',
		last: 'آخر مرة',
		total: 'المجموع',
		rows: 'الصفوف',
		ms: '{value} م.ث',
	},
});
