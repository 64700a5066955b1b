"""What do CBS, the postcodes and the gemeente itself say of how many seniors live where?"""
