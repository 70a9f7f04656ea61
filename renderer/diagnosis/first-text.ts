/** What a new tree begins with: the smallest that can be walked, with a word on each kind of node. */
export const firstText = `# Every node asks (ask), has something done (do) or ends (end). Texts with a comma or colon stand in single quotes.
# 每个节点要么提问（ask），要么让人做某事（do），要么结束（end）。含英文逗号或冒号的文字用单引号括起来。
id: new-diagnosis
version: 1
title:
  en: Title as the technician reads it
  zh-CN: 技术员看到的标题
suits:
  categories: [Network, 网络]
  words: [word, 词]
start: first

nodes:
  first:
    ask:
      en: What is asked?
      zh-CN: 要问什么？
    hint:
      en: How to check it, or why it is asked.
      zh-CN: 如何检查，或为什么要问。
    answers:
      - label: { en: 'Yes', zh-CN: 是 }
        next: try-this
      - label: { en: 'No', zh-CN: 否 }
        next: pass-on

  try-this:
    name:
      en: In a few words
      zh-CN: 用几个字概括
    do:
      en: What is to be done?
      zh-CN: 要做什么？
    expect:
      en: What is seen when it worked.
      zh-CN: 成功时会看到什么。
    worked: solved
    failed: pass-on

  solved:
    end:
      en: The likely cause
      zh-CN: 可能的原因
    code: configuration
    resolution:
      en: What was done about it.
      zh-CN: 采取了什么措施。

  pass-on:
    end:
      en: Somebody else has to look at it
      zh-CN: 需要其他人处理
    escalate:
      en: To whom, and what they need to know.
      zh-CN: 转给谁，需要告诉对方什么。
`;
