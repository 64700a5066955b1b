"""How many seniors live in every dwelling, where do they live together and what can they reach?"""
