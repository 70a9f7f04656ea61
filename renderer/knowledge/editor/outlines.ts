import type { ArticleKind } from '#shared/knowledge/article.ts';

/** What an article of each kind answers, as headings with a hint below each; in the language that it is written in. */
const english: Readonly<Record<ArticleKind, string>> = {
  howto: `## When to use this
What the person wants to do, and on which devices or versions it works.

## Before you begin
- Rights, tools and files that are needed

## Steps
1. Begin with what one does
2. Say what one sees when it worked

## Check that it worked
How to tell, in one sentence.

## If it does not work
- What is seen instead: what to do then
`,
  known_error: `## Symptoms
What people see and say, with the error code as it is shown.

## Affected
Models, versions, sites.

## Cause
What is known, and what is only supposed.

## Workaround
1. The quickest way to get people working again

## Lasting solution
Who works on it, and in which problem or change.
`,
  faq: `The answer in one or two sentences.

## More
Steps or reasons, for those who want them.

## See also
- Articles that go on from here
`,
  manual: `## What it is for
One paragraph: what it does and who uses it.

## Set up
1. First step

## Everyday use
### A task by its name
1. First step

## Faults
| What is seen | What it means | What to do |
| --- | --- | --- |
|  |  |  |

## Care and contacts
Updates, spare parts, vendor support.
`,
  training: `## You will learn
- What one can do afterwards

## Needed
Time, accounts, a practice device.

## Lesson
### Part 1
Explain, show, let try.

## Practice
1. A task that is like the real one

## Questions
1. A question on what matters most
`,
  policy: `## Purpose
Why there is this rule.

## Who it applies to
People, devices, places.

## Rule
1. What must be done, and what must not

## Exceptions
Who may allow one, and how it is recorded.

## Review
Who keeps this up to date, and when.
`,
};

const chinese: Readonly<Record<ArticleKind, string>> = {
  howto: `## 适用情形
用户想做什么，适用于哪些设备或版本。

## 准备
- 所需的权限、工具和文件

## 步骤
1. 以要做的动作开头
2. 写明成功时会看到什么

## 确认结果
用一句话说明如何判断已经完成。

## 如果不成功
- 看到的现象：相应的处理
`,
  known_error: `## 现象
用户看到和描述的情况，错误代码照原样写出。

## 影响范围
型号、版本、地点。

## 原因
哪些已经确认，哪些只是推测。

## 临时办法
1. 让用户最快恢复工作的做法

## 彻底解决
由谁处理，在哪个问题或变更中。
`,
  faq: `用一两句话直接回答。

## 补充说明
需要时再看的步骤或原因。

## 另见
- 可以接着看的文章
`,
  manual: `## 用途
一段话：它做什么，给谁用。

## 安装与设置
1. 第一步

## 日常使用
### 以任务命名的小节
1. 第一步

## 故障
| 现象 | 含义 | 处理 |
| --- | --- | --- |
|  |  |  |

## 维护与联系方式
更新、备件、厂商支持。
`,
  training: `## 学完能做什么
- 学完之后能独立完成的事

## 准备
时间、帐号、练习用的设备。

## 内容
### 第 1 部分
讲解、示范、动手。

## 练习
1. 一个接近实际工作的任务

## 小测
1. 针对最重要内容的问题
`,
  policy: `## 目的
为什么有这条规定。

## 适用范围
人员、设备、地点。

## 规定
1. 必须做什么，不得做什么

## 例外
由谁批准，如何记录。

## 复核
由谁维护，何时复核。
`,
};

/** Of a language without one of its own, the English one: its headings are translated sooner than thought up. */
export const outlineOf = (kind: ArticleKind, language: string): string =>
  (language.startsWith('zh') ? chinese : english)[kind];

/** Whether a text is an outline as it was put in, with nothing written into it. */
export const isBareOutline = (text: string): boolean =>
  [...Object.values(english), ...Object.values(chinese)].some((outline) => outline.trim() === text.trim());
