/** No class is graded in more parts: they are counted one by one where some are missing. */
export const mostShards = 9999;
